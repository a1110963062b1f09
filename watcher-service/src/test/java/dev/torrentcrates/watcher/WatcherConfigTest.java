package dev.torrentcrates.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.watcher.WatcherConfig.Since;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatcherConfigTest {
    @Test
    void withoutAnySettingItFollowsCratesIoFromNowOn() {
        WatcherConfig config =
                new SmallRyeConfigBuilder()
                        .withMapping(WatcherConfig.class)
                        .addDiscoveredConverters()
                        .build()
                        .getConfigMapping(WatcherConfig.class);

        assertThat(config.registry()).isEqualTo("crates.io");
        assertThat(config.index().url()).isEqualTo("https://github.com/rust-lang/crates.io-index");
        assertThat(config.index().branch()).isEqualTo("master");
        assertThat(config.since()).isEqualTo(Since.NOW);
        assertThat(config.pollInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.dataFolder()).isEqualTo(Path.of("data/watcher"));
    }
}
