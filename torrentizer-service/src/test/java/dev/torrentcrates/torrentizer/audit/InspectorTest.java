package dev.torrentcrates.torrentizer.audit;

import static dev.torrentcrates.torrentizer.Fixture.COMMIT;
import static dev.torrentcrates.torrentizer.Fixture.NOON;
import static dev.torrentcrates.torrentizer.audit.AuditFixture.contentKey;
import static dev.torrentcrates.torrentizer.audit.AuditFixture.torrentKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.event.ParkedEvent;
import dev.torrentcrates.event.PartitionAudited.Finding;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.event.VersionGivenUp;
import dev.torrentcrates.event.VersionParked;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.torrentizer.Fixture;
import dev.torrentcrates.torrentizer.MemoryEventSink;
import dev.torrentcrates.torrentizer.audit.Walk.Fate;
import dev.torrentcrates.torrentizer.build.FailingBlobStore;
import dev.torrentcrates.torrentizer.build.FailingBlobStore.Failure;
import dev.torrentcrates.torrentizer.parked.ParkedKeys;
import dev.torrentcrates.torrentizer.upstream.MemoryCrateSource;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InspectorTest {
    private static final SampleCrate CRATE = SampleCrates.library("inspected", "1.0.0");
    private static final TorrentBuilt BUILT = AuditFixture.built(CRATE);

    private final FailingBlobStore store = new FailingBlobStore();
    private final MemoryCrateSource source = new MemoryCrateSource(10_000_000);
    private final MemoryEventSink sink = new MemoryEventSink();
    private final ParkedKeys parked = new ParkedKeys();
    private final AuditCounts counts = new AuditCounts();
    private final Inspector inspector = AuditFixture.inspector(store, source, sink, parked, counts);

    @Test
    void whatIsSoundIsLeftAlone() throws Exception {
        AuditFixture.store(store, CRATE);

        assertThat(inspector.look(BUILT)).isEmpty();

        assertThat(counts.versions()).isEqualTo(1);
        assertThat(counts.findings(Finding.CONTENT_MISSING)).isZero();
    }

    @Test
    void contentThatIsMissingIsDownloaded() throws Exception {
        source.put(CRATE);

        finds(Finding.CONTENT_MISSING, Fate.REBUILT);
        isStored();
        assertThat(counts.findings(Finding.CONTENT_MISSING)).isEqualTo(1);
        assertThat(counts.rebuilt()).isEqualTo(1);
        assertThat(counts.versions()).isEqualTo(2);
    }

    @Test
    void contentThatIsTruncatedOrAlteredIsReplaced() throws Exception {
        source.put(CRATE);
        AuditFixture.store(store, CRATE);
        store.replace(contentKey(CRATE), new byte[] {1, 2, 3});

        finds(Finding.CONTENT_TRUNCATED, Fate.REBUILT);
        isStored();

        store.replace(contentKey(CRATE), new byte[CRATE.content().length]);

        finds(Finding.CONTENT_ALTERED, Fate.REBUILT);
        isStored();
    }

    @Test
    void aTorrentThatIsMissingOrAlteredIsMadeFromTheContent() throws Exception {
        store.replace(contentKey(CRATE), CRATE.content());

        finds(Finding.TORRENT_MISSING, Fate.REBUILT);
        isStored();

        store.replace(torrentKey(CRATE), new byte[] {4});

        finds(Finding.TORRENT_ALTERED, Fate.REBUILT);
        isStored();
        assertThat(source.requests()).isZero();
        saysNothing();
    }

    @Test
    void whatUpstreamCannotGiveJustThenIsParked() throws Exception {
        finds(Finding.CONTENT_MISSING, Fate.PARKED);

        assertThat(sink.events(Topics.PARKED))
                .singleElement()
                .isInstanceOfSatisfying(
                        VersionParked.class,
                        it -> assertThat(it.identity()).isEqualTo(BUILT.identity()));
        assertThat(counts.rebuilt()).isZero();
    }

    @Test
    void whatWaitsAlreadyIsNotParkedAnewNorTried() throws Exception {
        stands(Fixture.parked(BUILT.line(), 17, NOON.plusSeconds(9)));

        finds(Finding.CONTENT_MISSING, Fate.LEFT);

        assertThat(source.requests()).isZero();
        saysNothing();
    }

    @Test
    void whatWasGivenUpIsTriedOnceAndNothingIsSaidOfItsFailure() throws Exception {
        stands(givenUp(17));

        finds(Finding.CONTENT_MISSING, Fate.LEFT);

        assertThat(source.requests()).isEqualTo(1);
        saysNothing();
    }

    @Test
    void whatWasGivenUpAndCanBeHadAgainIsAnnouncedAndNoLongerGivenUp() throws Exception {
        stands(givenUp(17));
        source.put(CRATE);

        finds(Finding.CONTENT_MISSING, Fate.REBUILT);

        assertThat(sink.events(Topics.TORRENT_EVENTS)).containsExactly(BUILT);
        assertThat(sink.records(Topics.PARKED))
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.event()).isNull();
                            assertThat(it.key()).isEqualTo(givenUp(17).recordKey());
                            assertThat(it.upTo()).isEqualTo(17);
                        });
    }

    @Test
    void aNewerPublicationStaysGivenUpUntilOperatorsSaySo() throws Exception {
        stands(givenUp(18));
        source.put(CRATE);

        finds(Finding.CONTENT_MISSING, Fate.REBUILT);

        saysNothing();
    }

    @Test
    void whatCannotBeReadIsReplaced() throws Exception {
        AuditFixture.store(store, CRATE);
        source.put(CRATE);
        store.fail(contentKey(CRATE), Failure.UNTIL_IT_IS_REPLACED);
        store.fail(torrentKey(CRATE), Failure.UNTIL_IT_IS_REPLACED);
        assertThatThrownBy(() -> inspector.look(BUILT)).isInstanceOf(IOException.class);

        assertThat(inspector.mend(BUILT, Finding.CONTENT_UNREADABLE)).isEqualTo(Fate.REBUILT);

        assertThat(inspector.look(BUILT)).isEmpty();
        assertThat(counts.findings(Finding.CONTENT_UNREADABLE)).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadNorReplacedIsLeftAndNotParked() throws Exception {
        store.fail(contentKey(CRATE), Failure.ALWAYS);

        assertThat(inspector.mend(BUILT, Finding.CONTENT_UNREADABLE)).isEqualTo(Fate.LEFT);
        source.put(CRATE);
        assertThat(inspector.mend(BUILT, Finding.CONTENT_UNREADABLE)).isEqualTo(Fate.LEFT);

        assertThat(source.requests()).isEqualTo(2);
        saysNothing();
    }

    @Test
    void storageThatGoesAwayMeanwhileIsNotTheObjectsFault() {
        source.put(CRATE);
        store.goAway();

        assertThatThrownBy(() -> inspector.mend(BUILT, Finding.CONTENT_UNREADABLE))
                .isInstanceOf(IOException.class);
        assertThat(inspector.storageAnswers()).isFalse();
        assertThat(counts.versions()).isZero();
    }

    @Test
    void aDefectMetOnOneVersionIsAFindingToo() throws Exception {
        AuditFixture.store(store, CRATE);
        source.put(CRATE);
        store.fail(contentKey(CRATE), Failure.BY_A_DEFECT);

        finds(Finding.CONTENT_UNREADABLE, Fate.LEFT);

        saysNothing();
    }

    @Test
    void aTorrentThatIsNotTheOneThatWasAnnouncedIsAnnounced() throws Exception {
        AuditFixture.store(store, CRATE);
        TorrentBuilt other =
                new TorrentBuilt(
                        BUILT.registry(),
                        BUILT.commit(),
                        BUILT.indexOffset(),
                        BUILT.line(),
                        AuditFixture.torrent(SampleCrates.library("other", "1.0.0")).entry());

        assertThat(inspector.look(other)).contains(Finding.TORRENT_ALTERED);
        assertThat(inspector.mend(other, Finding.TORRENT_ALTERED)).isEqualTo(Fate.REBUILT);

        assertThat(sink.events(Topics.TORRENT_EVENTS)).containsExactly(BUILT);
        assertThat(sink.records(Topics.PARKED)).isEmpty();
    }

    private void finds(Finding finding, Fate fate) throws Exception {
        assertThat(inspector.look(BUILT)).contains(finding);
        assertThat(inspector.mend(BUILT, finding)).isEqualTo(fate);
        if (fate == Fate.REBUILT) {
            assertThat(inspector.look(BUILT)).isEmpty();
        }
    }

    private void stands(ParkedEvent event) {
        parked.apply(new Recorded(Topics.PARKED, 3, 0, event.recordKey(), event));
    }

    private void saysNothing() {
        assertThat(sink.records(Topics.PARKED)).isEmpty();
        assertThat(sink.records(Topics.TORRENT_EVENTS)).isEmpty();
        assertThat(sink.records(Topics.TORRENT_EVENTS_DLQ)).isEmpty();
    }

    private void isStored() throws IOException {
        assertThat(store.get(contentKey(CRATE), 1_000_000)).isEqualTo(CRATE.content());
        assertThat(store.get(torrentKey(CRATE), 1_000_000))
                .isEqualTo(AuditFixture.torrent(CRATE).torrentFile());
    }

    private static VersionGivenUp givenUp(long indexOffset) {
        return new VersionGivenUp(
                Registry.CRATES_IO,
                COMMIT,
                indexOffset,
                BUILT.line(),
                FailureReason.NOT_FOUND,
                "in vain",
                NOON);
    }
}
