package dev.torrentcrates.cargotorrent.daemon;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server. It accepts the h2c upgrade, which cargo offers on plain HTTP: then dozens of
 * requests are under way on one connection, where HTTP/1.1 would have two.
 *
 * <p>Event loops only read and write; what is answered is found out on virtual threads.
 */
final class HttpSide implements AutoCloseable {
    /** Two cargos with a hundred requests each; more wait. */
    private static final int MAX_ANSWERING = 200;

    /** Beyond these nobody waits any more: something is wrong with who asks. */
    private static final int MAX_WAITING = 10_000;

    private static final long STOP_SECONDS = 3;
    private static final System.Logger LOG = System.getLogger(HttpSide.class.getName());

    private final Answers answers;
    private final Executor threads;
    private final Semaphore answering = new Semaphore(MAX_ANSWERING);
    private final Vertx vertx;
    private final HttpServer server;

    /**
     * Starts.
     *
     * @param threads for requests that block, one each
     * @throws IOException where the port is taken
     */
    HttpSide(ListenAddress listen, Answers answers, Executor threads) throws IOException {
        this.answers = answers;
        this.threads = threads;
        this.vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setEventLoopPoolSize(2)
                                .setFileSystemOptions(
                                        new FileSystemOptions()
                                                .setFileCachingEnabled(false)
                                                .setClassPathResolvingEnabled(false)));
        this.server =
                vertx.createHttpServer(
                                new HttpServerOptions()
                                        .setHost(listen.host())
                                        .setPort(listen.port())
                                        .setHttp2ClearTextEnabled(true))
                        .requestHandler(this::handle);
        try {
            server.listen().toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException e) {
            close();
            throw cannotListen(listen, e);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IOException("stopped while starting", e);
        }
    }

    int port() {
        return server.actualPort();
    }

    /** Stops at once; requests under way are cut off. */
    @Override
    public void close() {
        CompletableFuture<Void> closed = vertx.close().toCompletionStage().toCompletableFuture();
        try {
            closed.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            LOG.log(System.Logger.Level.WARNING, "the HTTP server did not stop in time");
        }
    }

    private static IOException cannotListen(ListenAddress listen, ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new IOException(
                cause instanceof BindException && listen.port() != 0
                        ? "%s is taken: is a daemon running already? Stop it, or choose another --listen"
                                .formatted(listen)
                        : "cannot listen on %s: %s".formatted(listen, cause.getMessage()),
                cause);
    }

    private void handle(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (!request.method().equals(HttpMethod.GET)) {
            response.putHeader("Allow", "GET");
            send(response, Reply.words(405, "this is for reading only"));
            return;
        }
        if (answering.getQueueLength() > MAX_WAITING) {
            send(response, Reply.words(503, "too many requests at once"));
            return;
        }
        String path = request.path();
        String ifNoneMatch = request.getHeader("If-None-Match");
        Context context = vertx.getOrCreateContext();
        try {
            threads.execute(
                    () -> {
                        Reply reply = answer(path == null ? "/" : path, ifNoneMatch);
                        context.runOnContext(_ -> send(response, reply));
                    });
        } catch (RejectedExecutionException e) {
            send(response, Reply.words(503, "the daemon stops"));
        }
    }

    private Reply answer(String path, @Nullable String ifNoneMatch) {
        try {
            answering.acquire();
        } catch (InterruptedException e) {
            return Reply.words(503, "the daemon stops");
        }
        try {
            return answers.get(path, ifNoneMatch);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "answering " + path, e);
            return Reply.words(500, "the daemon failed: " + e);
        } finally {
            answering.release();
        }
    }

    private static void send(HttpServerResponse response, Reply reply) {
        if (response.closed() || response.ended()) {
            return;
        }
        switch (reply) {
            case Reply.Bytes(var status, var contentType, var etag, var content) -> {
                response.setStatusCode(status).putHeader("Content-Type", contentType);
                if (etag != null) {
                    response.putHeader("ETag", etag);
                }
                response.end(Buffer.buffer(content));
            }
            case Reply.NotModified(var etag) ->
                    response.setStatusCode(304).putHeader("ETag", etag).end();
            case Reply.Crate(var file) -> {
                response.putHeader("Content-Type", "application/gzip");
                response.sendFile(file.toString())
                        .onFailure(
                                failure -> {
                                    LOG.log(
                                            System.Logger.Level.WARNING,
                                            "sending {0}: {1}",
                                            file,
                                            failure.getMessage());
                                    response.reset();
                                });
            }
        }
    }
}
