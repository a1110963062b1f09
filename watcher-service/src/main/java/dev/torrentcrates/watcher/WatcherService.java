package dev.torrentcrates.watcher;

import dev.torrentcrates.event.Registry;
import dev.torrentcrates.eventlog.EventLoop;
import dev.torrentcrates.eventlog.TransactionalProducer;
import dev.torrentcrates.watcher.git.IndexClone;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The watcher, put together: a clone, a producer, and the loop that carries from one to the other.
 */
@Startup
@ApplicationScoped
public class WatcherService {
    private final WatcherConfig config;
    private final IndexClone clone;
    private final TransactionalProducer producer;
    private final IndexTail tail;
    private final EventLoop loop;

    WatcherService(
            WatcherConfig config, @ConfigProperty(name = "kafka.bootstrap.servers") String brokers)
            throws IOException {
        Registry registry = new Registry(config.registry());
        this.config = config;
        this.clone =
                IndexClone.open(
                        config.dataFolder().resolve("index.git"),
                        config.index().url(),
                        config.index().branch());
        this.producer = TransactionalProducer.start(brokers, "watcher-" + registry);
        this.tail = new IndexTail(registry, config.effectiveSince(), clone, producer);
        Duration pause = config.pollInterval();
        this.loop =
                EventLoop.start(
                        "watcher",
                        brokers,
                        () -> {
                            tail.look();
                            Thread.sleep(pause);
                        });
    }

    void stop(@Observes ShutdownEvent stopping) {
        loop.close();
        producer.close();
        clone.close();
    }

    /** Whether it goes on looking; not so where another watcher has taken over. */
    boolean isAlive() {
        return loop.isAlive();
    }

    /** What it does at the moment. */
    WatcherStatus status() {
        IndexTail.Progress progress = tail.progress();
        return new WatcherStatus(
                config.registry(),
                config.index().url(),
                progress.published().map(state -> state.commit().id()),
                progress.published().map(state -> state.commit().time()),
                progress.events(),
                loop.trouble());
    }
}
