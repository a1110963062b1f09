package dev.torrentcrates.watcher.watch;

import dev.torrentcrates.watcher.WatcherConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** A watcher's settings, as an operator writes them. */
final class Settings {
    private Settings() {}

    /** Settings, named without their prefix; the others have their defaults. */
    static WatcherConfig of(Map<String, String> settings) {
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((name, value) -> prefixed.put("watcher." + name, value));
        return new SmallRyeConfigBuilder()
                .withMapping(WatcherConfig.class)
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(prefixed, "test", 1_000))
                .build()
                .getConfigMapping(WatcherConfig.class);
    }
}
