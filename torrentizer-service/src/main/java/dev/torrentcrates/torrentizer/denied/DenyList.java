package dev.torrentcrates.torrentizer.denied;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.CksumDenied;
import dev.torrentcrates.eventlog.Recorded;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** The content that operators denied, folded from its topic. Thread-safe. */
public final class DenyList {
    private final Map<String, CksumDenied> denied = new ConcurrentHashMap<>();
    private final CountDownLatch complete = new CountDownLatch(1);
    private final Lock changing = new ReentrantLock();
    private final Condition changed = changing.newCondition();

    /** Takes one more record of the topic. */
    public void apply(Recorded record) {
        changing.lock();
        try {
            if (record.event() instanceof CksumDenied denial) {
                denied.put(record.key(), denial);
            } else {
                denied.remove(record.key());
            }
            changed.signalAll();
        } finally {
            changing.unlock();
        }
    }

    /**
     * Waits until some content is on the list.
     *
     * @return false where it is not after all that time
     * @throws InterruptedException where the service stops
     */
    public boolean awaitDenied(Sha256 cksum, Duration patience) throws InterruptedException {
        return await(() -> denied.containsKey(cksum.hex()), patience);
    }

    /**
     * Waits until some content is not on the list.
     *
     * @return false where it still is after all that time
     * @throws InterruptedException where the service stops
     */
    public boolean awaitAllowed(Sha256 cksum, Duration patience) throws InterruptedException {
        return await(() -> !denied.containsKey(cksum.hex()), patience);
    }

    private boolean await(BooleanSupplier state, Duration patience) throws InterruptedException {
        changing.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (!state.getAsBoolean() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return state.getAsBoolean();
        } finally {
            changing.unlock();
        }
    }

    /** All that stood on the topic at the start has been applied. */
    public void complete() {
        complete.countDown();
    }

    /** Whether it has been read; before that nothing is built. */
    public boolean isComplete() {
        return complete.getCount() == 0;
    }

    /**
     * Why some content is denied, in the operator's words; empty where it is not. Waits, after a
     * start, until the list has been read: before that nobody knows.
     *
     * @throws InterruptedException where the service stops
     */
    public Optional<String> reason(Sha256 cksum) throws InterruptedException {
        complete.await();
        return Optional.ofNullable(denied.get(cksum.hex())).map(CksumDenied::reason);
    }

    /**
     * All of it, the newest denial first.
     *
     * @throws IOException where it has not been read yet
     */
    public List<CksumDenied> all() throws IOException {
        if (!isComplete()) {
            throw new IOException("the deny list has not been read yet");
        }
        return denied.values().stream()
                .sorted(Comparator.comparing(CksumDenied::time).reversed())
                .toList();
    }
}
