package dev.torrentcrates.seeder;

import dev.torrentcrates.embedded.EmbeddedKafka;
import dev.torrentcrates.embedded.EmbeddedS3;
import dev.torrentcrates.upstream.TemporaryFolder;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** What a seeder needs: brokers and storage. */
public final class SeederGround implements QuarkusTestResourceLifecycleManager {
    private static final String KEY = "torrent-crates";

    private final TemporaryFolder temporary = TemporaryFolder.create("seeder-test");
    private final Path folder = temporary.path();
    private final EmbeddedKafka kafka;
    private final EmbeddedS3 s3;

    /** Starts both. */
    public SeederGround() {
        try {
            kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
            s3 = EmbeddedS3.start(folder.resolve("s3"), 0, KEY, KEY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        return Map.of(
                "kafka.bootstrap.servers", kafka.bootstrapServers(),
                "seeder.storage.endpoint", s3.endpoint().toString(),
                "seeder.port", "0",
                "seeder.heartbeat", "200ms",
                "seeder.data-folder", folder.resolve("seeder").toString());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(kafka, new TestInjector.MatchesType(EmbeddedKafka.class));
        injector.injectIntoFields(s3, new TestInjector.MatchesType(EmbeddedS3.class));
        injector.injectIntoFields(folder, new TestInjector.MatchesType(Path.class));
    }

    @Override
    public void stop() {
        try {
            s3.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            kafka.close();
            temporary.close();
        }
    }
}
