package dev.torrentcrates.watcher.store;

import java.io.IOException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/** Reads blobs, in the order in which they were asked for. For one thread at a time. */
interface BlobReader extends AutoCloseable {
    /** Asked for, and not yet read; 200 ids of two blobs each fit a pipe of 64 KB. */
    int MAX_ASKED = 200;

    /** Says which blob will be read, after those asked for before. */
    void ask(ObjectId blob) throws IOException;

    /** Reads the blob that was asked for next; or, where nothing was asked for, any. */
    byte[] read(ObjectId blob) throws IOException;

    @Override
    void close();

    /** JGit's own. */
    static BlobReader ofJgit(Repository repository) {
        return new Jgit(repository.newObjectReader());
    }

    /**
     * The fastest for very many blobs: git itself takes less than half of JGit's time, in a process
     * that does not burden this one. Where git is not installed, JGit's.
     */
    static BlobReader ofMany(Repository repository) {
        try {
            return GitCatFile.start(repository.getDirectory());
        } catch (IOException e) {
            System.getLogger(BlobReader.class.getName())
                    .log(
                            System.Logger.Level.INFO,
                            "reading the index without git, at half the speed: {0}",
                            e.getMessage());
            return ofJgit(repository);
        }
    }

    /** Through JGit. */
    record Jgit(ObjectReader reader) implements BlobReader {
        @Override
        public void ask(ObjectId blob) {
            // Reads when it is read.
        }

        @Override
        public byte[] read(ObjectId blob) throws IOException {
            return reader.open(blob, Constants.OBJ_BLOB).getCachedBytes(IndexStore.MAX_FILE_BYTES);
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
