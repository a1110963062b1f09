package dev.torrentcrates.bench.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * One commit on {@code master}, written file by file into {@code git fast-import}: neither side
 * holds more of it than a file and the tree.
 *
 * @see <a href="https://git-scm.com/docs/git-fast-import">git-fast-import</a>
 */
public final class FastImport implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 20;

    private final Process process;
    private final OutputStream out;

    private FastImport(Process process) {
        this.process = process;
        this.out = new BufferedOutputStream(process.getOutputStream(), BUFFER_BYTES);
    }

    /**
     * Begins the first commit of a repository.
     *
     * @param epochSecond the commit's time, for its id follows from that too
     */
    public static FastImport firstCommit(Git git, long epochSecond, String message)
            throws IOException {
        return begin(git, epochSecond, message, "");
    }

    /** Begins a commit that changes some files of the one before it. */
    public static FastImport nextCommit(Git git, long epochSecond, String message)
            throws IOException {
        return begin(git, epochSecond, message, "from refs/heads/master^0\n");
    }

    private static FastImport begin(Git git, long epochSecond, String message, String from)
            throws IOException {
        // Nothing is looked for that resembles the last file: packing does that better, later.
        FastImport begun =
                new FastImport(
                        git.command("fast-import", "--quiet", "--done", "--depth=0").start());
        begun.text("commit refs/heads/master\ncommitter bench <bench@localhost> ");
        begun.text(epochSecond + " +0000\n");
        begun.data(message.getBytes(UTF_8));
        begun.text(from);
        return begun;
    }

    /** Adds a file, or replaces it. */
    public void put(String path, byte[] content) throws IOException {
        text("M 100644 inline " + path + "\n");
        data(content);
    }

    /**
     * Ends the commit; the branch stands there when this returns.
     *
     * @throws IOException where git refuses it
     */
    public void commit() throws IOException {
        text("\ndone\n");
        out.close();
        Git.finish(process);
    }

    /** Gives it up, if it was not committed. */
    @Override
    public void close() {
        process.destroy();
    }

    private void data(byte[] content) throws IOException {
        text("data " + content.length + "\n");
        out.write(content);
        out.write('\n');
    }

    private void text(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
    }
}
