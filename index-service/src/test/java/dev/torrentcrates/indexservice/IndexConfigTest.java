package dev.torrentcrates.indexservice;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IndexConfigTest {
    @Test
    void withoutAnySettingItServesCratesIoOnLoopback() {
        IndexConfig config = config(new SmallRyeConfigBuilder());

        assertThat(config.publicUrl()).isEqualTo(URI.create("http://127.0.0.1:7879"));
        assertThat(config.upstreamWebSeed()).isEmpty();
        assertThat(config.minSeeders()).isEqualTo(1);
        assertThat(config.registry()).isEqualTo("crates.io");
        assertThat(config.seeders().expiry()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.tracker().interval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.tracker().peerExpiry()).isEqualTo(Duration.ofMinutes(12));
        assertThat(config.tracker().maxPeersAnAnswer()).isEqualTo(100);
        assertThat(config.tracker().maxPeersASwarm()).isEqualTo(1_000);
        assertThat(config.tracker().maxPeers()).isEqualTo(500_000);
        assertThat(config.storage().endpoint()).isEqualTo(URI.create("http://127.0.0.1:7881"));
        assertThat(config.storage().bucket()).isEqualTo("torrent-crates");
    }

    @Test
    void anEmptyWebSeedIsNone() {
        assertThat(
                        config(
                                        new SmallRyeConfigBuilder()
                                                .withDefaultValue("index.upstream-web-seed", ""))
                                .upstreamWebSeed())
                .isEmpty();
    }

    private static IndexConfig config(SmallRyeConfigBuilder builder) {
        return builder.withMapping(IndexConfig.class)
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(IndexConfig.class);
    }
}
