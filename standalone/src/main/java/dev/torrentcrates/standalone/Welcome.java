package dev.torrentcrates.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Says that everything is up, and what to do next, once it is true. */
final class Welcome {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private Welcome() {}

    /** Prints when every service says that it is ready; in a thread of its own. */
    static void whenReady(int httpPort, String daemonAddress, String bootstrapServers) {
        String base = "http://127.0.0.1:" + httpPort;
        Thread.ofVirtual()
                .name("welcome")
                .start(
                        () -> {
                            while (!isReady(URI.create(base + "/q/health/ready"))) {
                                LockSupport.parkNanos(PAUSE.toNanos());
                            }
                            System.out.println(text(base, daemonAddress, bootstrapServers));
                        });
    }

    private static String text(String base, String daemonAddress, String bootstrapServers) {
        return """

                torrent-crates is up.

                  index    sparse+%1$s/index/
                  API      %1$s/api/v1/statistics
                  tracker  %1$s/announce
                  health   %1$s/q/health
                  events   Kafka at %3$s, topic visible-events

                To build with it, put these two lines at the top of $CARGO_HOME/config.toml
                (or run: ./torrent-crates cargo-torrent setup):

                  source.crates-io.replace-with = "torrent-crates"
                  source.torrent-crates.registry = "sparse+http://%2$s/index/"

                Stop with Ctrl-C.
                """
                .formatted(base, daemonAddress, bootstrapServers);
    }

    private static boolean isReady(URI health) {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(2)).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
