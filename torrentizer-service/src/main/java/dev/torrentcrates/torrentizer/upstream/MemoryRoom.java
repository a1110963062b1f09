package dev.torrentcrates.torrentizer.upstream;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory the contents of all downloads may take together. Nobody waits for room: what does
 * not find any goes to a file, so that two who hold some never wait for each other. Thread-safe.
 */
final class MemoryRoom {
    private final AtomicLong free;

    /** Room for so many bytes. */
    MemoryRoom(long bytes) {
        this.free = new AtomicLong(bytes);
    }

    /** In bytes. */
    long free() {
        return free.get();
    }

    /** A share of no bytes; it has to grow. */
    Share share() {
        return new Share();
    }

    private boolean take(long bytes) {
        long found;
        do {
            found = free.get();
            if (found < bytes) {
                return false;
            }
        } while (!free.compareAndSet(found, found - bytes));
        return true;
    }

    /** What one download has of it; for one thread at a time. */
    final class Share implements AutoCloseable {
        private long bytes;

        private Share() {}

        /** Makes it larger, where there is room. */
        boolean tryGrowBy(long more) {
            if (!take(more)) {
                return false;
            }
            bytes += more;
            return true;
        }

        void shrinkBy(long fewer) {
            bytes -= fewer;
            free.addAndGet(fewer);
        }

        /** Gives all of it back; idempotent. */
        @Override
        public void close() {
            shrinkBy(bytes);
        }
    }
}
