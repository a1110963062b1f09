package dev.torrentcrates.indexservice;

import dev.torrentcrates.embedded.EmbeddedKafka;
import dev.torrentcrates.embedded.EmbeddedS3;
import dev.torrentcrates.upstream.TemporaryFolder;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;

/** What the index service needs: brokers, storage, and an address that it can tell cargo. */
public final class IndexGround implements QuarkusTestResourceLifecycleManager {
    private static final String KEY = "torrent-crates";

    private final TemporaryFolder temporary = TemporaryFolder.create("index-test");
    private final EmbeddedKafka kafka;
    private final EmbeddedS3 s3;
    private final Pipeline pipeline;
    private final int port;

    /** Starts all of it. */
    public IndexGround() {
        try {
            Path folder = temporary.path();
            kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
            s3 = EmbeddedS3.start(folder.resolve("s3"), 0, KEY, KEY);
            pipeline = Pipeline.start(kafka.bootstrapServers(), s3.endpoint(), KEY);
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        return Map.of(
                "quarkus.http.test-port", Integer.toString(port),
                "index.public-url", "http://127.0.0.1:" + port,
                "index.upstream-web-seed", "https://static.example/{crate}/{crate}-{version}.crate",
                "kafka.bootstrap.servers", kafka.bootstrapServers(),
                "index.storage.endpoint", s3.endpoint().toString());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(pipeline, new TestInjector.MatchesType(Pipeline.class));
    }

    @Override
    public void stop() {
        pipeline.close();
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
