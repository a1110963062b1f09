package dev.torrentcrates.watcher.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.IndexEvent.VersionDeleted;
import dev.torrentcrates.event.IndexEvent.VersionPublished;
import dev.torrentcrates.event.IndexEvent.VersionYanked;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.WatcherCheckpoint;
import dev.torrentcrates.eventlog.EventLogException;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.sample.SampleCrates;
import dev.torrentcrates.watcher.SharedBroker;
import dev.torrentcrates.watcher.WatcherConfig.Since;
import dev.torrentcrates.watcher.git.GitSource;
import dev.torrentcrates.watcher.git.HeadProbe;
import dev.torrentcrates.watcher.sparse.SparseClient;
import dev.torrentcrates.watcher.sparse.SparseFiles;
import dev.torrentcrates.watcher.sparse.TestClock;
import dev.torrentcrates.watcher.sparse.TinyServer;
import dev.torrentcrates.watcher.store.IndexStore;
import dev.torrentcrates.watcher.tail.DeletionBreaker;
import dev.torrentcrates.watcher.tail.EventSide;
import dev.torrentcrates.watcher.tail.IndexTail;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real log and a real git index, with a sparse index and a clock that the test holds. */
@SuppressWarnings("NullAway.Init") // Before each test.
class ReconcilerTest {
    private static final Instant LATER = Instant.now().plus(Duration.ofHours(1));
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final int MAX_DELETIONS = 2;
    private static final List<String> CRATES = List.of("alpha", "beta", "gamma");
    private static final Selection SELECTION =
            Selection.of(NamePatterns.of("test", CRATES), List.of(), NamePatterns.NONE);

    @TempDir Path folder;
    private final TestClock clock = new TestClock();
    private final Registry registry = SharedBroker.newRegistry();
    private String brokers;
    private UpstreamSim upstream;
    private TinyServer server;
    private IndexStore store;
    private GitSource source;
    private EventSide events;
    private IndexTail tail;
    private Reconciler reconciler;
    private int watchers;

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

    private void begin() throws IOException {
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

    private void end() {
        reconciler.close();
        source.close();
        events.close();
        store.close();
    }

    @Test
    void aVersionThatGitHasMissedIsPublishedOnceAndOnlyAfterTheGrace() throws IOException {
        String missed = upstream.line("alpha", "1.0.0").replace("1.0.0", "2.0.0");
        round();
        WatcherCheckpoint checkpoint = checkpoints().getLast();
        serve("alpha", LATER, upstream.line("alpha", "1.0.0"), missed);

        round();
        round();
        assertThat(published("alpha")).hasSize(1);
        round();
        round();

        assertThat(published("alpha"))
                .hasSize(2)
                .last()
                .isInstanceOfSatisfying(
                        VersionPublished.class,
                        event -> assertThat(event.line().json()).isEqualTo(missed));
        assertThat(checkpoints().getLast().commit()).isEqualTo(checkpoint.commit());
        assertThat(reconciler.report().emitted()).isEqualTo(1);
        assertThat(kinds("alpha")).contains("MISSING_IN_GIT");
    }

    @Test
    void whatTheSparseIndexTakesBackIsTakenBack() throws IOException {
        String line = correctAlpha();

        serve("alpha", LATER.plusSeconds(1), line);
        round();

        assertThat(published("alpha")).hasSize(3).last().isInstanceOf(VersionDeleted.class);
    }

    @Test
    void aCorrectionIsRememberedAcrossARestart() throws IOException {
        String line = correctAlpha();
        end();
        begin();
        serve("alpha", LATER.plusSeconds(1), line);
        round();

        assertThat(published("alpha")).hasSize(3).last().isInstanceOf(VersionDeleted.class);
        assertThat(published("beta")).hasSize(1);
    }

    @Test
    void aCorrectionIsKnownFromTheLogWhereTheWatcherWasKilledBeforeItsStoreSaidSo()
            throws IOException {
        String line = correctAlpha();
        store.forgetPublished();
        end();
        begin();
        serve("alpha", LATER.plusSeconds(1), line);
        round();

        assertThat(published("alpha")).hasSize(3).last().isInstanceOf(VersionDeleted.class);
        assertThat(published("beta")).hasSize(1);
    }

    @Test
    void aCorrectionThatTheBrokersDidNotTakeIsMadeInTheNextRound() throws IOException {
        serveTwo();
        round();
        round();
        tail.look(SELECTION);
        events.producer().close();

        assertThatThrownBy(() -> reconciler.step(SELECTION)).isInstanceOf(EventLogException.class);

        assertThat(published("alpha")).hasSize(1);
        clock.pass(Duration.ofMinutes(10));
        round();
        assertThat(published("alpha")).hasSize(2).last().isInstanceOf(VersionPublished.class);
        assertThat(published("beta")).hasSize(1);
    }

    @Test
    void aFileThatGitChangesIsGitsAgain() throws IOException {
        correctAlpha();
        upstream.yank("alpha", "1.0.0");
        tail.look(SELECTION);

        assertThat(published("alpha"))
                .hasSize(4)
                .satisfiesOnlyOnce(event -> assertThat(event).isInstanceOf(VersionDeleted.class))
                .satisfiesOnlyOnce(event -> assertThat(event).isInstanceOf(VersionYanked.class));
    }

    @Test
    void aSparseFileThatIsOlderThanGitsPublishesNothing() throws IOException {
        String old = upstream.line("alpha", "1.0.0");
        upstream.publish(SampleCrates.library("alpha", "2.0.0"));
        serve("alpha", LONG_AGO, old);

        for (int i = 0; i < 5; i++) {
            round();
        }

        assertThat(published("alpha")).hasSize(2).allMatch(VersionPublished.class::isInstance);
        assertThat(kinds("alpha")).contains("MISSING_IN_SPARSE");
    }

    @Test
    void aFewDeletionsThatGitHasMissedArePublished() throws IOException {
        round();
        server.forgets("al/ph/alpha");
        round();
        round();
        round();

        assertThat(published("alpha")).anyMatch(VersionDeleted.class::isInstance);
    }

    @Test
    void aSparseIndexThatHasLostItsFilesDeletesNothing() throws IOException {
        round();
        server.forgets("al/ph/alpha");
        server.forgets("be/ta/beta");
        server.forgets("ga/mm/gamma");
        for (int i = 0; i < 4; i++) {
            round();
        }

        assertThat(CRATES).allSatisfy(crate -> assertThat(published(crate)).hasSize(1));
        assertThat(reconciler.report().withheld()).isEqualTo(3);
    }

    @Test
    void aServerInTroubleEndsTheRoundAndIsTold() throws IOException {
        server.answers("al/ph/alpha", 500, "");
        round();

        assertThat(reconciler.report().trouble()).contains("answers 500");
        assertThat(reconciler.report().compared()).isNull();
    }

    @Test
    void aDamagedSparseFileIsLeftOutAndHoldsUpNoOther() throws IOException {
        round();
        server.answers("al/ph/alpha", 200, "{\"name\":\"alpha\"");
        server.answers("visible/be/ta/beta", 200, "");
        round();
        round();
        round();

        assertThat(reconciler.report().trouble()).contains("1 crates").contains("alpha");
        assertThat(kinds("beta")).contains("NOT_VISIBLE");
        assertThat(published("alpha")).hasSize(1);
    }

    @Test
    void whatThePipelineDoesNotShowIsReported() throws IOException {
        server.answers("visible/al/ph/alpha", 200, upstream.line("alpha", "1.0.0"));
        round();

        assertThat(kinds("alpha")).isEmpty();
        assertThat(kinds("beta")).containsExactly("NOT_VISIBLE");
        assertThat(reconciler.report().crates()).isEqualTo(3);
    }

    /** The sparse index has a version of alpha that git lacks, and it is published. */
    private String correctAlpha() throws IOException {
        String line = serveTwo();
        round();
        round();
        round();
        assertThat(published("alpha")).hasSize(2);
        return line;
    }

    private String serveTwo() {
        String line = upstream.line("alpha", "1.0.0");
        serve("alpha", LATER, line, line.replace("1.0.0", "2.0.0"));
        return line;
    }

    /** A look, and all of a round; ten minutes later. */
    private void round() throws IOException {
        tail.look(SELECTION);
        reconciler.step(SELECTION);
        clock.pass(Duration.ofMinutes(10));
    }

    private void serve(String crate, Instant modified, String... lines) {
        String path = crate.substring(0, 2) + "/" + crate.substring(2, 4) + "/" + crate;
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

    private List<String> kinds(String crate) {
        return reconciler.report().differences().stream()
                .filter(entry -> entry.crate().equals(crate))
                .map(ConsistencyReport.Entry::kind)
                .toList();
    }

    private List<IndexEvent> published(String crate) throws IOException {
        Stream<IndexEvent> all =
                EventTail.readAll(brokers, Topics.INDEX_EVENTS).stream()
                        .filter(event -> event.registry().equals(registry));
        return all.filter(event -> event.crate().equals(CrateName.of(crate))).toList();
    }

    private List<WatcherCheckpoint> checkpoints() throws IOException {
        return EventTail.readAll(brokers, Topics.WATCHER_CHECKPOINT).stream()
                .filter(checkpoint -> checkpoint.registry().equals(registry))
                .toList();
    }

    private SparseClient client() {
        return new SparseClient("test", 1_000, Duration.ofSeconds(10), clock);
    }
}
