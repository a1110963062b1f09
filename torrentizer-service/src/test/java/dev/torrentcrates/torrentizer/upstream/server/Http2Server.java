package dev.torrentcrates.torrentizer.upstream.server;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A real server of HTTP/2 over TLS, which answers so many requests in one go or none of them. */
public final class Http2Server implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final int atOnce;
    private final int before;
    private final Buffer body;
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<String> versions = ConcurrentHashMap.newKeySet();
    private final List<HttpServerRequest> waiting = new ArrayList<>();
    private int requests;

    private Http2Server(int before, int atOnce, TestCertificate certificate, byte[] body) {
        this.before = before;
        this.atOnce = atOnce;
        this.body = Buffer.buffer(body);
        this.server =
                vertx.createHttpServer(
                                new HttpServerOptions()
                                        .setHost("127.0.0.1")
                                        .setPort(0)
                                        .setSsl(true)
                                        .setUseAlpn(true)
                                        .setKeyCertOptions(
                                                new PfxOptions()
                                                        .setPath(certificate.store().toString())
                                                        .setPassword(TestCertificate.PASSWORD)))
                        .connectionHandler(_ -> connections.incrementAndGet())
                        .requestHandler(this::handle)
                        .listen()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
    }

    /** Answers the first requests at once, and those after them when there are so many. */
    public static Http2Server holdingAllBut(
            int before, int atOnce, TestCertificate certificate, byte[] body) {
        return new Http2Server(before, atOnce, certificate, body);
    }

    /** Its address, with a slash at the end. */
    public URI address() {
        return URI.create("https://127.0.0.1:" + server.actualPort() + "/");
    }

    /** How many there have been. */
    public int connections() {
        return connections.get();
    }

    /** In which it was asked. */
    public Set<String> versions() {
        return versions;
    }

    private synchronized void handle(HttpServerRequest request) {
        versions.add(request.version().name());
        requests++;
        if (requests <= before) {
            var _ = request.response().end(body);
            return;
        }
        waiting.add(request);
        if (waiting.size() == atOnce) {
            for (HttpServerRequest each : waiting) {
                var _ = each.response().end(body);
            }
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
