package dev.torrentcrates.torrentizer.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.torrentizer.upstream.server.TinyRegistry;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** What is left of a request. */
class HttpGetTest {
    @Test
    void aBodyThatWasReadIsNotHeldByItsAlarms() throws Exception {
        Duration minute = Duration.ofMinutes(1);
        try (TinyRegistry registry = new TinyRegistry();
                HttpGet http =
                        new HttpGet(
                                new Manners("test", 1, 1_000),
                                new Patience(minute, minute, 1),
                                HttpClient.newBuilder(),
                                InstantSource.system())) {
            registry.on("/file", exchange -> TinyRegistry.send(exchange, 200, new byte[5_000]));

            try (Answer answer = http.get(registry.index().resolve("file"))) {
                assertThat(answer.readAtMost(5_000)).hasSize(5_000);
                assertThat(answer.received()).isEqualTo(5_000);
            }

            assertThat(http.alarms()).isZero();
        }
    }
}
