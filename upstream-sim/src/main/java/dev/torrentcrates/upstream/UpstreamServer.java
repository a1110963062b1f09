package dev.torrentcrates.upstream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The server, which may go away and come back at the address that it had. Thread-safe. */
final class UpstreamServer implements AutoCloseable {
    private final HttpSide.Handlers handlers;
    private final int port;
    private @Nullable HttpSide http;

    /**
     * Starts.
     *
     * @param wanted a port on 127.0.0.1; 0 for any that is free
     */
    UpstreamServer(int wanted, HttpSide.Handlers handlers) throws IOException {
        this.handlers = handlers;
        HttpSide started = new HttpSide(wanted, handlers);
        this.http = started;
        this.port = started.port();
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port);
    }

    synchronized void goAway() {
        if (http != null) {
            http.close();
            http = null;
        }
    }

    synchronized void comeBack() {
        if (http == null) {
            try {
                http = new HttpSide(port, handlers);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, e);
            }
        }
    }

    @Override
    public void close() {
        goAway();
    }
}
