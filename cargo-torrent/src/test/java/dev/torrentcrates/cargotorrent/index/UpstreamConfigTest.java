package dev.torrentcrates.cargotorrent.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.torrentcrates.cargotorrent.remote.Patience;
import dev.torrentcrates.cargotorrent.remote.RemoteFiles;
import dev.torrentcrates.cargotorrent.remote.Validators;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often an upstream is asked that does not say what its configuration is. */
class UpstreamConfigTest {
    @TempDir Path folder;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile int status;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/index/",
                exchange -> {
                    asked.incrementAndGet();
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
        server.stop(0);
    }

    @Test
    void aFailureIsRememberedForAWhile() {
        status = 404;
        UpstreamConfig config = new UpstreamConfig(files(Duration.ZERO), folder);

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(config::refresh)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is it an index?");
        }

        assertThat(asked).hasValue(1);
    }

    @Test
    void anUpstreamThatWasInTroubleAMomentAgoIsNotAsked() {
        status = 503;
        RemoteFiles files = files(Duration.ofMinutes(1));
        UpstreamConfig config = new UpstreamConfig(files, folder);
        files.ask("ti/da/tidal", Validators.NONE);

        assertThatThrownBy(config::refresh)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("503");

        assertThat(asked).hasValue(1);
    }

    private RemoteFiles files(Duration pause) {
        RemoteFiles files =
                new RemoteFiles(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/index/"),
                        new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), pause));
        opened.push(files);
        return files;
    }
}
