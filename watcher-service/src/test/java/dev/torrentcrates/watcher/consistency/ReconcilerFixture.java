package dev.torrentcrates.watcher.consistency;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.WatcherCheckpoint;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.index.IndexPath;
import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.sample.SampleCrates;
import dev.torrentcrates.watcher.SharedBroker;
import dev.torrentcrates.watcher.TestClock;
import dev.torrentcrates.watcher.deletions.DeletionBreaker;
import dev.torrentcrates.watcher.git.GitSource;
import dev.torrentcrates.watcher.git.HeadProbe;
import dev.torrentcrates.watcher.http.TinyServer;
import dev.torrentcrates.watcher.log.EventSide;
import dev.torrentcrates.watcher.sparse.SparseClient;
import dev.torrentcrates.watcher.sparse.SparseFiles;
import dev.torrentcrates.watcher.store.IndexStore;
import dev.torrentcrates.watcher.tail.IndexTail;
import dev.torrentcrates.watcher.tail.Since;
import dev.torrentcrates.watcher.tail.TailSettings;
import dev.torrentcrates.watcher.watch.NamePatterns;
import dev.torrentcrates.watcher.watch.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A broker, an upstream whose sparse index says what the test makes it say, and a reconciler. */
@SuppressWarnings("NullAway.Init") // Before each test.
abstract class ReconcilerFixture {
    static final Instant LATER = Instant.now().plus(Duration.ofHours(1));
    static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    static final int MAX_DELETIONS = 2;
    static final List<String> CRATES = List.of("alpha", "beta", "gamma");
    static final Selection SELECTION =
            Selection.of(NamePatterns.of("test", CRATES), List.of(), NamePatterns.NONE);

    @TempDir Path folder;
    final TestClock clock = new TestClock();
    final Registry registry = SharedBroker.newRegistry();
    String brokers;
    UpstreamSim upstream;
    TinyServer server;
    IndexStore store;
    GitSource source;
    EventSide events;
    IndexTail tail;
    Reconciler reconciler;
    int watchers;

    @BeforeEach
    void start() throws IOException {
        brokers = SharedBroker.bootstrapServers();
        upstream = UpstreamSim.start(folder.resolve("upstream"));
        server = new TinyServer();
        for (String crate : CRATES) {
            upstream.publish(SampleCrates.library(crate, "1.0.0"));
            serve(crate, LATER, upstream.line(crate, "1.0.0"));
        }
        begin();
    }

    void begin() throws IOException {
        String url = upstream.indexUrl().toString();
        store = IndexStore.open(folder.resolve("store"), url);
        source = new GitSource(store, url, "master", HeadProbe.NONE);
        events = EventSide.of(brokers, registry);
        TailSettings settings =
                new TailSettings(registry, Since.BEGINNING, 1_000, "watcher " + watchers++, clock);
        tail = new IndexTail(settings, store, source, events, new DeletionBreaker(100));
        reconciler =
                new Reconciler(
                        new ReconcilerSettings(
                                Duration.ofMinutes(10),
                                Duration.ofMinutes(15),
                                MAX_DELETIONS,
                                clock),
                        store,
                        new SparseFiles(
                                store, client(), server.url(), folder.resolve("known"), clock),
                        new VisibleIndex(client(), server.url().resolve("visible/")),
                        tail);
    }

    @AfterEach
    void stop() {
        end();
        server.close();
        upstream.close();
    }

    void end() {
        reconciler.close();
        source.close();
        events.close();
        store.close();
    }

    /** A look, and all of a round; ten minutes later. */
    void round() throws IOException {
        tail.look(SELECTION);
        reconciler.step(SELECTION);
        clock.pass(Duration.ofMinutes(10));
    }

    void serve(String crate, Instant modified, String... lines) {
        String path = IndexPath.of(CrateName.of(crate));
        String text = String.join("\n", lines) + "\n";
        server.answers(
                path,
                200,
                text,
                "ETag",
                "\"" + text.hashCode() + "\"",
                "Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(modified.atOffset(ZoneOffset.UTC)));
    }

    List<String> kinds(String crate) {
        return reconciler.report().differences().stream()
                .filter(entry -> entry.crate().equals(crate))
                .map(ConsistencyReport.Entry::kind)
                .toList();
    }

    List<IndexEvent> published(String crate) throws IOException {
        Stream<IndexEvent> all =
                EventTail.readAll(brokers, Topics.INDEX_EVENTS).stream()
                        .filter(event -> event.registry().equals(registry));
        return all.filter(event -> event.crate().equals(CrateName.of(crate))).toList();
    }

    List<WatcherCheckpoint> checkpoints() throws IOException {
        return EventTail.readAll(brokers, Topics.WATCHER_CHECKPOINT).stream()
                .filter(checkpoint -> checkpoint.registry().equals(registry))
                .toList();
    }

    SparseClient client() {
        return new SparseClient("test", 1_000, Duration.ofSeconds(10), clock);
    }
}
