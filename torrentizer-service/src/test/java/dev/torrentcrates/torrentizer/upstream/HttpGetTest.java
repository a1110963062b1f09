package dev.torrentcrates.torrentizer.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is left of a request; how it fails, {@link HttpAddressesTest} shows. */
class HttpGetTest {
    @Test
    void aBodyThatWasReadIsNotHeldByItsAlarms() throws Exception {
        Duration minute = Duration.ofMinutes(1);
        try (TinyRegistry registry = new TinyRegistry();
                HttpGet http = new HttpGet("test", minute, minute)) {
            registry.on("/file", exchange -> TinyRegistry.send(exchange, 200, new byte[5_000]));

            try (HttpGet.Body body = http.send(registry.index().resolve("file")).body()) {
                assertThat(body.readAtMost(5_000)).hasSize(5_000);
            }

            assertThat(http.alarms()).isZero();
        }
    }
}
