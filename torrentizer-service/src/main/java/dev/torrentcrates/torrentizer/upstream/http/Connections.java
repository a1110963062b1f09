package dev.torrentcrates.torrentizer.upstream.http;

import java.net.http.HttpClient;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Connections to upstream, and others instead of those that have gone dead: where nothing comes and
 * nothing is refused, Java's client would send request after request into the same HTTP/2
 * connection until the system gives it up, a quarter of an hour later. Thread-safe.
 */
final class Connections implements AutoCloseable {
    /** In a row, with no answer to anybody in between. */
    private static final int DEAD_AFTER = 3;

    private final HttpClient.Builder builder;
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile HttpClient client;

    Connections(HttpClient.Builder builder) {
        this.builder = builder;
        this.client = builder.build();
    }

    /** To be asked for with each request. */
    HttpClient client() {
        return client;
    }

    /** Says that headers came. */
    void answered() {
        unanswered.set(0);
    }

    /** Says that none came in time. What is under way is not touched: its client ends after it. */
    void unanswered() {
        if (unanswered.incrementAndGet() == DEAD_AFTER) {
            client = builder.build();
            unanswered.set(0);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
