package dev.torrentcrates.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks the system what anybody could ask it. */
final class Web implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofSeconds(90);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();

    /**
     * An answer.
     *
     * @param status 0 where there was none
     */
    record Answer(int status, byte[] body) {
        String text() {
            return new String(body, UTF_8);
        }
    }

    Answer get(String url) {
        return ask(HttpRequest.newBuilder(URI.create(url)));
    }

    /** As an operator who has this token. */
    Answer operate(String method, String url, String token) {
        return ask(
                HttpRequest.newBuilder(URI.create(url))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .header("Authorization", "Bearer " + token));
    }

    private Answer ask(HttpRequest.Builder builder) {
        HttpRequest request = builder.timeout(Duration.ofSeconds(10)).build();
        try {
            HttpResponse<byte[]> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            return new Answer(0, new byte[0]);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, new byte[0]);
        }
    }

    /** Waits for a server to start and say 200. */
    void awaitUp(String url) {
        await("an answer of " + url)
                .atMost(START_PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> get(url).status() == 200);
    }

    @Override
    public void close() {
        client.close();
    }
}
