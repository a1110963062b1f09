package dev.torrentcrates.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Says that everything is up, and what to do next, once it is true. */
final class Welcome {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private Welcome() {}

    /**
     * Prints when all that has to be ready says so; in a thread of its own.
     *
     * @param base of the index service and of every service's API
     * @param registry that cargo is to be given
     * @param ready are asked until they answer 200
     */
    static void whenReady(
            String base, String registry, Infrastructure infrastructure, List<URI> ready) {
        Thread.ofVirtual()
                .name("welcome")
                .start(
                        () -> {
                            awaitAll(ready);
                            System.out.println(text(base, registry, infrastructure));
                        });
    }

    private static String text(String base, String registry, Infrastructure infrastructure) {
        return """

                torrent-crates is up.

                  index    sparse+%1$s/index/
                  API      %1$s/api/v1/statistics
                  tracker  %1$s/announce
                  health   %1$s/q/health
                  events   Kafka at %3$s, topic visible-events
                  storage  S3 at %4$s

                To build with it, put these two lines at the top of $CARGO_HOME/config.toml:

                  source.crates-io.replace-with = "torrent-crates"
                  source.torrent-crates.registry = "sparse+%2$s"

                Stop with Ctrl-C.
                """
                .formatted(
                        base,
                        registry,
                        infrastructure.bootstrapServers(),
                        infrastructure.s3Endpoint());
    }

    private static void awaitAll(List<URI> ready) {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
            for (URI one : ready) {
                while (!isReady(client, one)) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        }
    }

    private static boolean isReady(HttpClient client, URI uri) {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
