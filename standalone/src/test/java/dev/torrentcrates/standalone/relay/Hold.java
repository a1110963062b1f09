package dev.torrentcrates.standalone.relay;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * A request that gets no answer: whoever made it stands still in the middle of it, to be killed
 * there. Thread-safe.
 */
public final class Hold implements AutoCloseable {
    private final Moment moment;
    private final Predicate<Message> wanted;
    private final CompletableFuture<Void> reached = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private int toPass;

    Hold(Moment moment, Predicate<Message> wanted, int nth) {
        this.moment = moment;
        this.wanted = wanted;
        this.toPass = nth;
    }

    /** Where the request stops. */
    public enum Moment {
        /** The server never sees it. */
        BEFORE,
        /** The server has done it, and nobody learns of that. */
        AFTER
    }

    /**
     * Waits for the request.
     *
     * @throws AssertionError where it does not come
     */
    public void await(Duration patience) throws InterruptedException {
        try {
            reached.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError("the request that was to be held did not come", e);
        }
    }

    /** Ends the connection that is held, without another byte on it. */
    @Override
    public void close() {
        closed.countDown();
    }

    /** Whether it is this request; asked once for each. */
    synchronized boolean takes(Message request) {
        if (toPass > 0 && wanted.test(request)) {
            toPass--;
            return toPass == 0;
        }
        return false;
    }

    Moment moment() {
        return moment;
    }

    void stand() throws InterruptedException {
        reached.complete(null);
        closed.await();
    }
}
