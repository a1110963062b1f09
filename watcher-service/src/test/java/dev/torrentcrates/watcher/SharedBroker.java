package dev.torrentcrates.watcher;

import dev.torrentcrates.embedded.EmbeddedKafka;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.eventlog.EventTopics;
import dev.torrentcrates.upstream.TemporaryFolder;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One broker for all tests of this JVM that do not stop it or fill it up, since starting one takes
 * longer than most of them. Each has a registry of its own, so that none reads another's events.
 */
public final class SharedBroker {
    private static final AtomicInteger REGISTRIES = new AtomicInteger();
    private static @Nullable String bootstrapServers;

    private SharedBroker() {}

    /** Where it is; it is started with the first question, and stays until the JVM ends. */
    public static synchronized String bootstrapServers() throws IOException {
        if (bootstrapServers == null) {
            TemporaryFolder folder = TemporaryFolder.create("watcher-tests");
            EmbeddedKafka kafka = EmbeddedKafka.start(folder.path().resolve("kafka"), 0);
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(
                                    () -> {
                                        kafka.close();
                                        folder.close();
                                    }));
            EventTopics.ensure(kafka.bootstrapServers());
            bootstrapServers = kafka.bootstrapServers();
        }
        return bootstrapServers;
    }

    /** A registry that nobody else has. */
    public static Registry newRegistry() {
        return new Registry("test-" + REGISTRIES.incrementAndGet());
    }
}
