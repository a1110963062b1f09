package dev.torrentcrates.watcher;

import dev.torrentcrates.embedded.EmbeddedKafka;
import dev.torrentcrates.upstream.TemporaryFolder;
import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.sample.SampleCrates;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** What a watcher needs: brokers, and an upstream that a test holds in its hands. */
public final class WatchedUpstream implements QuarkusTestResourceLifecycleManager {
    private final TemporaryFolder temporary = TemporaryFolder.create("watcher-test");
    private final Path folder = temporary.path();
    private final EmbeddedKafka kafka;
    private final UpstreamSim upstream = UpstreamSim.start(folder.resolve("upstream"));

    /** Starts both. */
    public WatchedUpstream() {
        try {
            kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        upstream.publish(SampleCrates.library("before-the-watcher", "1.0.0"));
        return Map.of(
                "kafka.bootstrap.servers", kafka.bootstrapServers(),
                "watcher.index.url", upstream.indexUrl().toString(),
                "watcher.since", "beginning",
                "watcher.poll-interval", "100ms",
                "watcher.data-folder", folder.resolve("watcher").toString());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(upstream, new TestInjector.MatchesType(UpstreamSim.class));
        injector.injectIntoFields(kafka, new TestInjector.MatchesType(EmbeddedKafka.class));
    }

    @Override
    public void stop() {
        upstream.close();
        kafka.close();
        temporary.close();
    }
}
