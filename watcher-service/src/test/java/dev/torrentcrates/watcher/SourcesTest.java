package dev.torrentcrates.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.sample.SampleCrates;
import dev.torrentcrates.watcher.http.TinyServer;
import dev.torrentcrates.watcher.source.IndexSource;
import dev.torrentcrates.watcher.store.IndexStore;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
    @TempDir Path folder;

    @Test
    void theSparseIndexAloneCanBeFollowed() throws IOException {
        try (UpstreamSim upstream = UpstreamSim.start(folder.resolve("upstream"));
                TinyServer feed = new TinyServer();
                IndexStore store = IndexStore.open(folder.resolve("store"), "test")) {
            upstream.publish(SampleCrates.library("alpha", "1.0.0"));
            feed.answers("updates.xml", 200, "<rss/>");
            WatcherConfig config =
                    config(
                            Map.of(
                                    "watcher.include.names", "alpha",
                                    "watcher.sparse.url", upstream.indexUrl() + "/",
                                    "watcher.sparse.feed", feed.url() + "updates.xml"));
            Sources sources = new Sources(config, store, Clock.systemUTC());
            try (IndexSource source = sources.followed(() -> Set.of("alpha"))) {
                assertThat(store.paths(source.fetch().tree())).containsExactly("al/ph/alpha");
            }
        }
    }

    private WatcherConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("watcher.source", "sparse");
        all.put("watcher.data-folder", folder.toString());
        return new SmallRyeConfigBuilder()
                .withMapping(WatcherConfig.class)
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(all, "test", 1_000))
                .build()
                .getConfigMapping(WatcherConfig.class);
    }
}
