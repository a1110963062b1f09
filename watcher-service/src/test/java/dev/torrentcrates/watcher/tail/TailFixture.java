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
import dev.torrentcrates.watcher.WatcherConfig.Since;
import dev.torrentcrates.watcher.git.GitSource;
import dev.torrentcrates.watcher.git.HeadProbe;
import dev.torrentcrates.watcher.store.IndexStore;
import dev.torrentcrates.watcher.watch.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A broker, an upstream, and watchers of it that come and go; without Quarkus. */
final class TailFixture implements AutoCloseable {
    final EmbeddedKafka kafka;
    final UpstreamSim upstream;
    final DeletionBreaker breaker = new DeletionBreaker(100);
    private final Path folder;
    private final String brokers;
    private String url;
    private int watchers;

    TailFixture(Path folder) throws IOException {
        this(folder, null);
    }

    /**
     * @param git a repository that is followed instead of the upstream
     */
    TailFixture(Path folder, @Nullable Path git) throws IOException {
        this(folder, git, EmbeddedKafka.start(folder.resolve("kafka"), 0));
    }

    private TailFixture(Path folder, @Nullable Path git, EmbeddedKafka kafka) throws IOException {
        this.folder = folder;
        this.kafka = kafka;
        this.brokers = kafka.bootstrapServers();
        this.upstream = UpstreamSim.start(folder.resolve("upstream"));
        this.url = git == null ? upstream.indexUrl().toString() : git.toUri().toString();
        EventTopics.ensure(brokers);
    }

    /** With a broker that is reached through a proxy, from its start on. */
    static TailFixture behind(CuttingProxy proxy, Path folder) throws IOException {
        int port = CuttingProxy.freePort();
        proxy.leadTo(port);
        return new TailFixture(
                folder, null, EmbeddedKafka.start(folder.resolve("kafka"), port, proxy.port()));
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
            events = EventSide.of(brokers, Registry.CRATES_IO);
            tail =
                    new IndexTail(
                            new TailSettings(
                                    Registry.CRATES_IO,
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
        return EventTail.readAll(brokers, Topics.INDEX_EVENTS);
    }

    List<WatcherCheckpoint> checkpoints() throws IOException {
        return EventTail.readAll(brokers, Topics.WATCHER_CHECKPOINT);
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

    /** What upstream has. */
    List<String> upstreamLines() {
        return upstream.lines().stream().map(IndexLine::json).sorted().toList();
    }

    @Override
    public void close() {
        upstream.close();
        kafka.close();
    }
}
