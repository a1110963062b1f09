package dev.torrentcrates.watcher;

import dev.torrentcrates.embedded.EmbeddedKafka;
import dev.torrentcrates.upstream.TemporaryFolder;
import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.sample.SampleCrates;
import dev.torrentcrates.watcher.http.TinyServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a watcher needs: brokers, and an upstream that a test holds in its hands; its sparse index
 * says what the test makes it say. Arguments are further settings.
 */
public final class WatchedUpstream implements QuarkusTestResourceLifecycleManager {
    private final TemporaryFolder temporary = TemporaryFolder.create("watcher-test");
    private final Path folder = temporary.path();
    private final EmbeddedKafka kafka;
    private final UpstreamSim upstream = UpstreamSim.start(folder.resolve("upstream"));

    private final TinyServer sparse;
    private final Map<String, String> more = new HashMap<>();

    /** Starts all three. */
    public WatchedUpstream() {
        try {
            sparse = new TinyServer();
            kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void init(Map<String, String> arguments) {
        more.putAll(arguments);
    }

    @Override
    public Map<String, String> start() {
        upstream.publish(SampleCrates.library("before-the-watcher", "1.0.0"));
        Map<String, String> settings = new HashMap<>(more);
        settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        settings.put("watcher.index.url", upstream.indexUrl().toString());
        settings.put("watcher.sparse.url", sparse.url().toString());
        settings.put("watcher.since", "beginning");
        settings.put("watcher.poll-interval", "100ms");
        settings.put("watcher.data-folder", folder.resolve("watcher").toString());
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(upstream, new TestInjector.MatchesType(UpstreamSim.class));
        injector.injectIntoFields(kafka, new TestInjector.MatchesType(EmbeddedKafka.class));
        injector.injectIntoFields(sparse, new TestInjector.MatchesType(TinyServer.class));
    }

    @Override
    public void stop() {
        sparse.close();
        upstream.close();
        kafka.close();
        temporary.close();
    }
}
