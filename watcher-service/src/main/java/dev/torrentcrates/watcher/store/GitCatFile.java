package dev.torrentcrates.watcher.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * {@code git cat-file --batch}, which reads packs faster than anything else. It is told ids and
 * answers {@code id SP type SP size LF content LF}.
 *
 * @see <a href="https://git-scm.com/docs/git-cat-file">git-cat-file</a>
 */
final class GitCatFile implements BlobReader {
    private static final int MAX_HEADER = 100;

    private final Process process;
    private final OutputStream ids;
    private final InputStream contents;

    private GitCatFile(Process process) {
        this.process = process;
        this.ids = process.getOutputStream();
        this.contents = new BufferedInputStream(process.getInputStream(), 1024 * 1024);
    }

    /**
     * @throws IOException where git is not installed
     */
    static GitCatFile start(File repository) throws IOException {
        ProcessBuilder git =
                new ProcessBuilder("git", "--git-dir=" + repository, "cat-file", "--batch");
        git.redirectError(ProcessBuilder.Redirect.DISCARD);
        return new GitCatFile(git.start());
    }

    @Override
    public void ask(ObjectId blob) throws IOException {
        ids.write((blob.name() + "\n").getBytes(US_ASCII));
        ids.flush();
    }

    @Override
    public byte[] read(ObjectId blob) throws IOException {
        String header = readHeader();
        String[] words = header.split(" ");
        if (words.length == 2 && words[1].equals("missing")) {
            throw new MissingObjectException(blob.copy(), Constants.TYPE_BLOB);
        }
        if (words.length != 3 || !words[0].equals(blob.name()) || !words[1].equals("blob")) {
            throw new IOException("git cat-file says '" + header + "' of " + blob.name());
        }
        int size = Integer.parseInt(words[2]);
        if (size > IndexStore.MAX_FILE_BYTES) {
            throw new IOException(blob.name() + " has " + size + " bytes");
        }
        byte[] content = contents.readNBytes(size);
        if (content.length < size || contents.read() != '\n') {
            throw new IOException("git cat-file ended within " + blob.name());
        }
        return content;
    }

    private String readHeader() throws IOException {
        StringBuilder header = new StringBuilder();
        for (int c = contents.read(); c != '\n'; c = contents.read()) {
            if (c < 0 || header.length() == MAX_HEADER) {
                throw new IOException("git cat-file ended, or does not speak as it should");
            }
            header.append((char) c);
        }
        return header.toString();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
