package dev.torrentcrates.torrentizer.upstream.http;

import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends reads that take too long: streams have no time-outs of their own. Thread-safe. */
final class Alarms implements AutoCloseable {
    /** One thread; its queue holds one alarm for each read under way, and no more. */
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().name("torrentizer-watch").daemon().factory());

    Alarms() {
        // Or each read would leave its alarm, and with it the body, for as long as the patience.
        thread.setRemoveOnCancelPolicy(true);
    }

    /** Sets one, to be cancelled by who reads. @throws IOException where nobody is to read more */
    Future<?> in(long nanos, Runnable alarm) throws IOException {
        try {
            return thread.schedule(alarm, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            throw new IOException("stopping", e);
        }
    }

    /** How many reads are being watched. */
    int count() {
        return thread.getQueue().size();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
