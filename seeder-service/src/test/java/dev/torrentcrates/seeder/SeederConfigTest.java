package dev.torrentcrates.seeder;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SeederConfigTest {
    @Test
    void withoutAnySettingItIsTheOneSeederOfTheOneSetOnLoopback() {
        SeederConfig config =
                new SmallRyeConfigBuilder()
                        .withMapping(SeederConfig.class)
                        .addDiscoveredConverters()
                        .build()
                        .getConfigMapping(SeederConfig.class);

        assertThat(config.name()).isEqualTo("seeder-0");
        assertThat(config.seedSet()).isEqualTo("set-0");
        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(6881);
        assertThat(config.announcedHost()).isEmpty();
        assertThat(config.heartbeat()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.concurrency()).isEqualTo(16);
        assertThat(config.dataFolder()).isEqualTo(Path.of("data/seeder"));
        assertThat(config.storage().endpoint()).isEqualTo(URI.create("http://127.0.0.1:7881"));
        assertThat(config.storage().bucket()).isEqualTo("torrent-crates");
    }
}
