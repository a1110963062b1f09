package dev.torrentcrates.torrentizer.upstream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The bytes of a crate file, verified against its cksum. Whoever was given it closes it, which
 * gives back the memory or the disk that it takes. Thread-safe but for that.
 */
public sealed interface CrateContent extends AutoCloseable {
    /** In bytes, at least 1. */
    long length();

    /** The content from its beginning; as often as is wanted, until this is closed. */
    InputStream open() throws IOException;

    /** Idempotent; what cannot be deleted is deleted at the next start. */
    @Override
    void close();

    /**
     * Content in memory.
     *
     * @param bytes not to be changed
     * @param room what is given back with it
     */
    record InMemory(byte[] bytes, Runnable room) implements CrateContent {
        /** The room is given back once, however often this is closed. */
        public InMemory {
            AtomicBoolean given = new AtomicBoolean();
            Runnable giveBack = room;
            room =
                    () -> {
                        if (given.compareAndSet(false, true)) {
                            giveBack.run();
                        }
                    };
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public void close() {
            room.run();
        }
    }

    /** Content in a file of its own. */
    record InFile(Path path, long length) implements CrateContent {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }

        @Override
        public void close() {
            DownloadFolder.discard(path);
        }
    }
}
