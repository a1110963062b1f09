package dev.torrentcrates.watcher.store;

import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexStep;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files that changed, in order, and decides what follows from each. A few are read as
 * they are asked for; of many, as at the first sight of a registry, a thread goes ahead, as far as
 * memory allows.
 */
final class FileReading implements AutoCloseable {
    /** Starting a reader ahead costs more than reading so many. */
    private static final int FEW = 200;

    /** Of files read ahead, the largest of which have some 4 MB. */
    private static final int MAX_BYTES_AHEAD = 24 * 1024 * 1024;

    /** Read ahead, where they are small. */
    private static final int MAX_FILES_AHEAD = 2_000;

    private final Repository repository;
    private final TreeStep.Decision decision;
    private final Queue<Change> few = new ArrayDeque<>();
    private final BlockingQueue<Ahead> ahead = new ArrayBlockingQueue<>(MAX_FILES_AHEAD);
    private final Semaphore room = new Semaphore(MAX_BYTES_AHEAD);
    private BlobReader reader;
    private @Nullable Thread thread;
    private int taken;

    FileReading(Repository repository, TreeStep.Decision decision) {
        this.repository = repository;
        this.decision = decision;
        this.reader = BlobReader.ofJgit(repository);
    }

    /**
     * A file that changed.
     *
     * @param published the blob of its published state, null where it is absent
     * @param next the blob of its next state, null where it is absent
     */
    record Change(String path, @Nullable ObjectId published, @Nullable ObjectId next) {}

    /** A file that changed, and what follows. */
    record Decided(Change change, IndexStep step) {}

    /** Where changes come from. */
    interface Changes {
        /** The next one; null at the end. */
        @Nullable Change next() throws IOException;
    }

    /** What the thread read. */
    private sealed interface Ahead {
        record Read(Decided decided, int bytes) implements Ahead {}

        record End() implements Ahead {}

        record Failed(Exception failure) implements Ahead {}
    }

    void begin(Changes changes) throws IOException {
        Change change = changes.next();
        while (change != null && few.size() < FEW) {
            few.add(change);
            change = changes.next();
        }
        if (change != null) {
            few.add(change);
            reader.close();
            reader = BlobReader.ofMany(repository);
            thread = Thread.ofPlatform().name("index files").daemon().start(() -> run(changes));
        }
    }

    /** The next file; null at the end. */
    @Nullable Decided next() throws IOException {
        if (thread == null) {
            Change change = few.poll();
            return change == null ? null : read(change).decided();
        }
        room.release(taken);
        taken = 0;
        return switch (take()) {
            case Ahead.Read(var decided, var bytes) -> {
                taken = bytes;
                yield decided;
            }
            case Ahead.End() -> null;
            case Ahead.Failed(RuntimeException defect) -> throw defect;
            case Ahead.Failed(var failure) ->
                    throw new IOException("cannot read the index", failure);
        };
    }

    private void run(Changes changes) {
        try {
            Queue<Change> asked = new ArrayDeque<>();
            boolean more = true;
            while (more || !asked.isEmpty()) {
                more = ask(changes, asked);
                Change change = asked.poll();
                if (change != null) {
                    Ahead.Read read = read(change);
                    room.acquire(read.bytes());
                    ahead.put(read);
                }
            }
            ahead.put(new Ahead.End());
        } catch (IOException | RuntimeException e) {
            fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed before the end
        }
    }

    /**
     * Tells the reader what will be read after this, so that it can begin.
     *
     * @return false where there is no more
     */
    private boolean ask(Changes changes, Queue<Change> asked) throws IOException {
        while (asked.size() < BlobReader.MAX_ASKED) {
            Change change = few.isEmpty() ? changes.next() : few.poll();
            if (change == null) {
                return false;
            }
            if (change.published() != null) {
                reader.ask(change.published());
            }
            if (change.next() != null) {
                reader.ask(change.next());
            }
            asked.add(change);
        }
        return true;
    }

    private void fail(Exception failure) {
        try {
            ahead.put(new Ahead.Failed(failure));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Ahead take() throws IOException {
        try {
            return ahead.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading the index");
        }
    }

    private Ahead.Read read(Change change) throws IOException {
        byte[] published = read(change.published());
        byte[] next = read(change.next());
        IndexStep step =
                decision.decide(
                        IndexFile.of(change.path(), published), IndexFile.of(change.path(), next));
        int bytes = Math.min(published.length + next.length, MAX_BYTES_AHEAD);
        return new Ahead.Read(new Decided(change, step), bytes);
    }

    private byte[] read(@Nullable ObjectId blob) throws IOException {
        return blob == null ? new byte[0] : reader.read(blob);
    }

    @Override
    public void close() throws IOException {
        Thread reading = thread;
        if (reading != null) {
            reading.interrupt();
            reader.close();
            try {
                reading.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        } else {
            reader.close();
        }
    }
}
