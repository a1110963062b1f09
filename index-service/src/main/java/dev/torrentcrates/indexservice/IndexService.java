package dev.torrentcrates.indexservice;

import dev.torrentcrates.event.Registry;
import dev.torrentcrates.eventlog.EventLoop;
import dev.torrentcrates.eventlog.EventProducer;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.indexservice.content.CrateContent;
import dev.torrentcrates.indexservice.fold.Fold;
import dev.torrentcrates.indexservice.fold.Gate;
import dev.torrentcrates.indexservice.http.Links;
import dev.torrentcrates.indexservice.http.PublicIndex;
import dev.torrentcrates.indexservice.tail.IndexTail;
import dev.torrentcrates.indexservice.tracker.Tracker;
import dev.torrentcrates.indexservice.view.LiveSeeders;
import dev.torrentcrates.indexservice.view.View;
import dev.torrentcrates.storage.s3.S3BlobStore;
import dev.torrentcrates.storage.s3.S3Settings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The index service, put together: a loop that folds the log, and what answers from it. */
@Startup
@ApplicationScoped
public class IndexService {
    private static final String CLIENT_ID = "index-service";
    private static final Duration SWEEP = Duration.ofMinutes(1);

    private final Clock clock = Clock.systemUTC();
    private final View view = new View();
    private final S3BlobStore storage;
    private final EventProducer producer;
    private final EventTail tail;
    private final IndexTail indexTail;
    private final Tracker tracker;
    private final PublicIndex index;
    private final CrateContent content;
    private final EventLoop loop;
    private Instant nextSweep = Instant.MIN;

    IndexService(
            IndexConfig config, @ConfigProperty(name = "kafka.bootstrap.servers") String brokers) {
        LiveSeeders seeders = new LiveSeeders(config.seeders().expiry());
        Links links = new Links(config.publicUrl(), config.upstreamWebSeed());
        this.storage = new S3BlobStore(S3Settings.of(config.storage()));
        this.content = new CrateContent(storage);
        this.index = new PublicIndex(new Registry(config.registry()), view, seeders, links);
        this.tracker = new Tracker(view, seeders, config.tracker(), new Random());
        this.producer = EventProducer.start(brokers, CLIENT_ID);
        this.tail = EventTail.ofAll(brokers, CLIENT_ID, IndexTail.TOPICS);
        Fold fold = new Fold(new Gate(config.minSeeders()), view, seeders);
        this.indexTail = new IndexTail(tail, producer, fold, clock);
        this.loop = EventLoop.start(CLIENT_ID, brokers, this::step);
    }

    void stop(@Observes ShutdownEvent stopping) {
        loop.close();
        tail.close();
        producer.close();
        storage.close();
    }

    @Produces
    @Singleton
    Tracker tracker() {
        return tracker;
    }

    @Produces
    @Singleton
    PublicIndex index() {
        return index;
    }

    @Produces
    @Singleton
    CrateContent content() {
        return content;
    }

    /** What readers see. */
    View view() {
        return view;
    }

    /** Whether the fold goes on. */
    boolean isAlive() {
        return loop.isAlive();
    }

    /** Why the fold stands still. */
    Optional<String> trouble() {
        return loop.trouble();
    }

    private void step() throws IOException {
        Instant now = clock.instant();
        if (view.isCaughtUp() && now.isAfter(nextSweep)) {
            tracker.sweep(now);
            nextSweep = now.plus(SWEEP);
        }
        indexTail.step();
    }
}
