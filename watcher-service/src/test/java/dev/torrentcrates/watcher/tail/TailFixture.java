package dev.torrentcrates.watcher.tail;

import dev.torrentcrates.embedded.EmbeddedKafka;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.WatcherCheckpoint;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.eventlog.EventTopics;
import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.state.IndexFold;
import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.sample.SampleCrates;
import dev.torrentcrates.watcher.SharedBroker;
import dev.torrentcrates.watcher.deletions.DeletionBreaker;
import dev.torrentcrates.watcher.faults.CuttingProxy;
import dev.torrentcrates.watcher.git.GitSource;
import dev.torrentcrates.watcher.git.HeadProbe;
import dev.torrentcrates.watcher.log.EventSide;
import dev.torrentcrates.watcher.store.IndexStore;
import dev.torrentcrates.watcher.watch.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** An upstream, and watchers of it that come and go, on a broker; without Quarkus. */
final class TailFixture implements AutoCloseable {
    final UpstreamSim upstream;
    final DeletionBreaker breaker = new DeletionBreaker(100);
    final Registry registry = SharedBroker.newRegistry();
    final String brokers;
    private final @Nullable EmbeddedKafka own;
    private final Path folder;
    private String url;
    private int watchers;

    private TailFixture(Path folder, String brokers, @Nullable EmbeddedKafka own) {
        this.folder = folder;
        this.brokers = brokers;
        this.own = own;
        this.upstream = UpstreamSim.start(folder.resolve("upstream"));
        this.url = upstream.indexUrl().toString();
    }

    /** On the broker of all tests. */
    static TailFixture shared(Path folder) throws IOException {
        return new TailFixture(folder, SharedBroker.bootstrapServers(), null);
    }

    /** On a broker of its own, for so many events that others would read long. */
    static TailFixture alone(Path folder) throws IOException {
        return alone(folder, EmbeddedKafka.start(folder.resolve("kafka"), 0));
    }

    /** On a broker of its own, that is reached through a proxy from its start on. */
    static TailFixture behind(CuttingProxy proxy, Path folder) throws IOException {
        int port = CuttingProxy.freePort();
        proxy.leadTo(port);
        return alone(folder, EmbeddedKafka.start(folder.resolve("kafka"), port, proxy.port()));
    }

    private static TailFixture alone(Path folder, EmbeddedKafka kafka) throws IOException {
        EventTopics.ensure(kafka.bootstrapServers());
        return new TailFixture(folder, kafka.bootstrapServers(), kafka);
    }

    /** From now on new watchers follow this repository instead of the upstream. */
    void follow(Path git) {
        url = git.toUri().toString();
    }

    /** From now on new watchers reach upstream through a proxy. */
    void reachUpstreamThrough(CuttingProxy proxy) {
        proxy.leadTo(upstream.baseUrl().getPort());
        url = "http://127.0.0.1:" + proxy.port() + "/index";
    }

    /** What a new watcher is told. */
    record Settings(String store, Since since, int maxSteps) {
        static Settings in(String store) {
            return new Settings(store, Since.BEGINNING, 1_000);
        }

        Settings with(Since other) {
            return new Settings(store, other, maxSteps);
        }

        Settings with(int most) {
            return new Settings(store, since, most);
        }
    }

    /** A watcher, as long as it lives. */
    final class Watcher implements AutoCloseable {
        final IndexStore store;
        final GitSource source;
        final EventSide events;
        final IndexTail tail;

        private Watcher(Settings settings) throws IOException {
            store = IndexStore.open(folder.resolve(settings.store()), url);
            source = new GitSource(store, url, "master", HeadProbe.NONE);
            events = EventSide.of(brokers, registry);
            tail =
                    new IndexTail(
                            new TailSettings(
                                    registry,
                                    settings.since(),
                                    settings.maxSteps(),
                                    "watcher-" + ++watchers,
                                    InstantSource.system()),
                            store,
                            source,
                            events,
                            breaker);
        }

        void look() throws IOException {
            tail.look(Selection.EVERYTHING);
        }

        void look(Selection selection) throws IOException {
            tail.look(selection);
        }

        @Override
        public void close() {
            source.close();
            events.close();
            store.close();
        }
    }

    Watcher watcher(Settings settings) throws IOException {
        return new Watcher(settings);
    }

    /** A watcher's whole life: one look. */
    void look(Settings settings) throws IOException {
        look(settings, Selection.EVERYTHING);
    }

    void look(Settings settings, Selection selection) throws IOException {
        try (Watcher watcher = watcher(settings)) {
            watcher.look(selection);
        }
    }

    /** From now on upstream is one commit, and has none of those before it. */
    void forgetHistory() {
        upstream.squashAndForget();
    }

    List<IndexEvent> published() throws IOException {
        return EventTail.readAll(brokers, Topics.INDEX_EVENTS).stream()
                .filter(event -> event.registry().equals(registry))
                .toList();
    }

    List<WatcherCheckpoint> checkpoints() throws IOException {
        return EventTail.readAll(brokers, Topics.WATCHER_CHECKPOINT).stream()
                .filter(checkpoint -> checkpoint.registry().equals(registry))
                .toList();
    }

    /** What a subscriber has who applied every event. */
    List<String> folded() throws IOException {
        return foldedFiles().values().stream()
                .flatMap(file -> file.readableLines().stream())
                .map(IndexLine::json)
                .sorted()
                .toList();
    }

    SortedMap<String, IndexFile> foldedFiles() throws IOException {
        IndexFold fold = new IndexFold();
        published().forEach(fold::apply);
        return fold.files();
    }

    /** So many versions of seven crates, in one commit. */
    void publishMany(int versions, String name) {
        upstream.commit(
                "many",
                edit -> {
                    for (int i = 0; i < versions; i++) {
                        edit.publish(
                                SampleCrates.ofText(name + "-" + i % 7, "1.0." + i, "bytes " + i));
                    }
                });
    }

    /** What upstream has. */
    List<String> upstreamLines() {
        return upstream.lines().stream().map(IndexLine::json).sorted().toList();
    }

    @Override
    public void close() {
        upstream.close();
        if (own != null) {
            own.close();
        }
    }
}
