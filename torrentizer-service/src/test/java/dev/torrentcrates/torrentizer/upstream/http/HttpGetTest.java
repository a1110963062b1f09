package dev.torrentcrates.torrentizer.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.torrentizer.upstream.server.TinyRegistry;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** When requests begin, and what is left of them. */
class HttpGetTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int PLACES = 8;

    @Test
    void aBodyThatWasReadIsNotHeldByItsAlarms() throws Exception {
        try (TinyRegistry registry = new TinyRegistry();
                HttpGet http = http(1_000)) {
            registry.on("/file", exchange -> TinyRegistry.send(exchange, 200, new byte[5_000]));

            try (Answer answer = http.get(registry.index().resolve("file"), MINUTE)) {
                assertThat(answer.readAtMost(5_000)).hasSize(5_000);
                assertThat(answer.received()).isEqualTo(5_000);
            }

            assertThat(http.alarms()).isZero();
        }
    }

    @Test
    void soManyRequestsASecondBeginHoweverManyAsk() throws Exception {
        try (TinyRegistry registry = new TinyRegistry();
                HttpGet http = http(20)) {
            registry.on("/file", exchange -> TinyRegistry.send(exchange, 200, new byte[1]));
            long begun = System.nanoTime();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 7; i++) {
                    var _ =
                            threads.submit(
                                    () -> {
                                        http.get(registry.index().resolve("file"), MINUTE).close();
                                        return true;
                                    });
                }
            }

            assertThat(registry.requests("/file")).isEqualTo(7);
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(6 * 50));
        }
    }

    @Test
    void anAnswerThatIsClosedTwiceGivesItsPlaceBackOnce() throws Exception {
        try (TinyRegistry registry = new TinyRegistry();
                HttpGet http = http(1_000)) {
            registry.on("/file", exchange -> TinyRegistry.send(exchange, 200, new byte[1]));
            Answer answer = http.get(registry.index().resolve("file"), MINUTE);
            assertThat(http.freePlaces()).isEqualTo(PLACES - 1);

            answer.close();
            answer.close();

            assertThat(http.freePlaces()).isEqualTo(PLACES);
        }
    }

    private static HttpGet http(int requestsPerSecond) {
        return new HttpGet(
                new Manners("test", PLACES, requestsPerSecond),
                new Patience(MINUTE, MINUTE, 1),
                HttpClient.newBuilder(),
                InstantSource.system());
    }
}
