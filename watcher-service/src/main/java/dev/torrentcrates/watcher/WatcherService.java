package dev.torrentcrates.watcher;

import dev.torrentcrates.event.Registry;
import dev.torrentcrates.eventlog.EventLoop;
import dev.torrentcrates.watcher.consistency.ConsistencyReport;
import dev.torrentcrates.watcher.consistency.Reconciler;
import dev.torrentcrates.watcher.deletions.DeletionBreaker;
import dev.torrentcrates.watcher.log.EventSide;
import dev.torrentcrates.watcher.log.Tally;
import dev.torrentcrates.watcher.source.IndexSource;
import dev.torrentcrates.watcher.store.IndexStore;
import dev.torrentcrates.watcher.tail.IndexTail;
import dev.torrentcrates.watcher.tail.Progress;
import dev.torrentcrates.watcher.tail.TailSettings;
import dev.torrentcrates.watcher.watch.Selections;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The watcher, put together: a store, a source that fills it, the tail that carries from it to the
 * log, and the loop that keeps it going.
 */
@Startup
@ApplicationScoped
public class WatcherService {
    private final WatcherConfig config;
    private final Clock clock = Clock.systemUTC();
    private final IndexStore store;
    private final IndexSource source;
    private final Optional<Reconciler> reconciler;
    private final EventSide events;
    private final DeletionBreaker breaker;
    private final IndexTail tail;
    private final UpstreamWatch watch;
    private final EventLoop loop;

    WatcherService(
            WatcherConfig config, @ConfigProperty(name = "kafka.bootstrap.servers") String brokers)
            throws IOException {
        config.check();
        Registry registry = new Registry(config.registry());
        this.config = config;
        this.store = IndexStore.open(config.dataFolder().resolve("index.git"), origin(config));
        Selections selections = Selections.of(config, clock);
        Sources sources = new Sources(config, store, clock);
        this.source = sources.followed(() -> selections.current().names().orElseThrow());
        this.events = EventSide.of(brokers, registry);
        this.breaker = new DeletionBreaker(config.maxDeletions());
        this.tail =
                new IndexTail(
                        new TailSettings(
                                registry,
                                config.effectiveSince(),
                                config.maxSteps(),
                                randomName(),
                                clock),
                        store,
                        source,
                        events,
                        breaker);
        this.reconciler = sources.reconciler(tail);
        this.watch =
                new UpstreamWatch(
                        selections,
                        tail,
                        selection -> {
                            if (reconciler.isPresent()) {
                                reconciler.get().step(selection);
                            }
                        },
                        config.pollInterval(),
                        new Backoff(
                                config.pollInterval(),
                                config.longestPause(),
                                ThreadLocalRandom.current()));
        this.loop = EventLoop.start("watcher", brokers, watch);
    }

    void stop(@Observes ShutdownEvent stopping) {
        loop.close();
        source.close();
        reconciler.ifPresent(Reconciler::close);
        events.close();
        store.close();
    }

    /** Whether it goes on looking; not so where another watcher has taken over. */
    boolean isAlive() {
        return loop.isAlive();
    }

    /** Since it last had published everything that upstream had. */
    Duration lag() {
        return Duration.between(tail.progress().caughtUp(), clock.instant());
    }

    /** How far it has come. */
    Progress progress() {
        return tail.progress();
    }

    /** What it has published. */
    Tally tally() {
        return events.tally();
    }

    /** What an operator can let pass. */
    DeletionBreaker breaker() {
        return breaker;
    }

    /** What the sources of upstream, and the pipeline, say differently. */
    ConsistencyReport consistency() {
        return reconciler.map(Reconciler::report).orElse(ConsistencyReport.OFF);
    }

    /** What it does at the moment. */
    WatcherStatus status() {
        return WatcherStatus.of(
                new WatcherStatus.Parts(
                        config.registry(),
                        source.describe(),
                        watch.watching(),
                        loop.trouble().or(watch::trouble).or(source::trouble)),
                tail.progress(),
                lag(),
                events.tally(),
                breaker.held());
    }

    /** A store belongs to one index: the other's states would be compared with this one's. */
    private static String origin(WatcherConfig config) {
        return switch (config.source()) {
            case GIT -> config.index().url();
            case SPARSE -> config.sparse().url().toString();
        };
    }

    private static String randomName() {
        byte[] bits = new byte[8];
        new SecureRandom().nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }
}
