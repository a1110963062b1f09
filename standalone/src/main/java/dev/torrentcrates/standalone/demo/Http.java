package dev.torrentcrates.standalone.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Asks servers on this machine, which may not be up yet. */
final class Http implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();

    /** The body of a 200. */
    Optional<String> get(String url) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build();
        try {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Asks again and again until the body is as it should be. */
    String await(String url, Duration atMost, Predicate<String> wanted) throws DemoFailedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
            Optional<String> body = get(url).filter(wanted);
            if (body.isPresent()) {
                return body.get();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new DemoFailedException(
                "no answer as it should be from " + url + " in " + atMost.toSeconds() + " s");
    }

    @Override
    public void close() {
        client.close();
    }
}
