package dev.torrentcrates.torrentizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TorrentizerConfigTest {
    @Test
    void withoutAnySettingItTakesItsCratesFromCratesIo() {
        TorrentizerConfig config =
                new SmallRyeConfigBuilder()
                        .withMapping(TorrentizerConfig.class)
                        .addDiscoveredConverters()
                        .addDefaultInterceptors()
                        .build()
                        .getConfigMapping(TorrentizerConfig.class);

        assertThat(config.instance()).isEqualTo("localhost");
        assertThat(config.upstream().index()).isEqualTo(URI.create("https://index.crates.io/"));
        assertThat(config.upstream().userAgent()).isEqualTo("torrent-crates");
        assertThat(config.upstream().contact()).isEmpty();
        assertThat(config.upstream().connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.upstream().answerTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.dataFolder()).isEqualTo(Path.of("data/torrentizer"));
        assertThat(config.concurrency()).isEqualTo(16);
        assertThat(config.maxCrateSize().asLongValue()).isEqualTo(512L * 1024 * 1024);
        assertThat(config.retry().firstDelay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.retry().longestDelay()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.retry().giveUpAfter()).isEqualTo(Duration.ofDays(7));
        assertThat(config.retry().mismatchGiveUpAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(config.storage().endpoint()).isEqualTo(URI.create("http://127.0.0.1:7881"));
        assertThat(config.storage().bucket()).isEqualTo("torrent-crates");
    }
}
