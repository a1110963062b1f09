package dev.torrentcrates.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.torrent.TorrentEntry;
import dev.torrentcrates.torrent.TorrentRecipe;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden files are the contract: whoever must alter one breaks every subscriber. */
class EventCodecTest {
    private static final Instant TIME = Instant.parse("2026-11-01T12:34:56Z");
    private static final Registry REGISTRY = Registry.CRATES_IO;
    private static final Commit COMMIT = new Commit("0123456789".repeat(4), TIME);
    private static final IndexLine LINE =
            IndexLine.parse(
                    "{\"name\":\"Foo_bar\",\"vers\":\"1.0.0\",\"deps\":[],\"cksum\":\"%s\",\"features\":{\"é\":[]},\"yanked\":false}"
                            .formatted("ab".repeat(32)));
    private static final VersionIdentity IDENTITY = VersionIdentity.of(REGISTRY, LINE);
    private static final TorrentEntry TORRENT =
            TorrentRecipe.of(
                            CrateName.of("Foo_bar"), CrateVersion.of("1.0.0"), new byte[] {1, 2, 3})
                    .entry();
    private static final IndexLine PUBLISHED = IndexLine.parse(LINE.withTorrent(TORRENT));

    static Stream<Arguments> events() {
        return Stream.of(
                of(Topics.INDEX_EVENTS, new IndexEvent.VersionPublished(REGISTRY, COMMIT, LINE)),
                of(Topics.INDEX_EVENTS, new IndexEvent.VersionYanked(REGISTRY, COMMIT, LINE)),
                of(Topics.INDEX_EVENTS, new IndexEvent.VersionUnyanked(REGISTRY, COMMIT, LINE)),
                of(
                        Topics.INDEX_EVENTS,
                        new IndexEvent.VersionMetadataChanged(REGISTRY, COMMIT, LINE)),
                of(Topics.INDEX_EVENTS, new IndexEvent.VersionDeleted(REGISTRY, COMMIT, LINE)),
                of(Topics.INDEX_EVENTS, new IndexEvent.CrateDeleted(REGISTRY, COMMIT, LINE.name())),
                of(
                        Topics.TORRENT_EVENTS,
                        new TorrentEvent.TorrentBuilt(REGISTRY, COMMIT, 42, LINE, TORRENT)),
                of(
                        Topics.TORRENT_EVENTS,
                        new TorrentEvent.TorrentFailed(
                                REGISTRY,
                                COMMIT,
                                42,
                                LINE,
                                TorrentEvent.FailureReason.CKSUM_MISMATCH,
                                "the bytes have another sha256")),
                Arguments.of(
                        "VersionYanked-forwarded",
                        Topics.TORRENT_EVENTS,
                        new TorrentEvent.Forwarded(
                                new IndexEvent.VersionYanked(REGISTRY, COMMIT, LINE), 43)),
                Arguments.of(
                        "CrateDeleted-forwarded",
                        Topics.TORRENT_EVENTS,
                        new TorrentEvent.Forwarded(
                                new IndexEvent.CrateDeleted(REGISTRY, COMMIT, LINE.name()), 44)),
                of(
                        Topics.SEED_EVENTS,
                        new SeedEvent.SeedingStarted(IDENTITY, "set-0", "seeder-0", TIME)),
                of(
                        Topics.SEED_EVENTS,
                        new SeedEvent.SeedingStopped(IDENTITY, "set-0", "seeder-0", TIME)),
                of(
                        Topics.SEEDERS,
                        new SeederAlive(
                                "seeder-0", "set-0", "127.0.0.1", 6881, List.of(0, 1, 31), TIME)),
                of(
                        Topics.VISIBLE_EVENTS,
                        new VisibleEvent.VersionVisible(REGISTRY, 42, PUBLISHED, TIME)),
                of(
                        Topics.VISIBLE_EVENTS,
                        new VisibleEvent.VersionChanged(REGISTRY, 43, PUBLISHED, TIME)),
                of(
                        Topics.VISIBLE_EVENTS,
                        new VisibleEvent.VersionWithdrawn(REGISTRY, 44, PUBLISHED, TIME)),
                of(
                        Topics.PARKED,
                        new VersionParked(
                                REGISTRY,
                                COMMIT,
                                42,
                                LINE,
                                new VersionParked.Retry(
                                        3,
                                        TIME,
                                        TIME.plusSeconds(8),
                                        VersionParked.Cause.CKSUM_MISMATCH,
                                        TIME.plusSeconds(4)))),
                of(
                        Topics.PARKED,
                        new VersionGivenUp(
                                REGISTRY,
                                COMMIT,
                                42,
                                LINE,
                                TorrentEvent.FailureReason.NOT_FOUND,
                                "upstream answers 404",
                                TIME)),
                of(
                        Topics.AUDIT,
                        new PartitionAudited(
                                7,
                                TIME,
                                true,
                                4_711,
                                new PartitionAudited.Tally(
                                        1_000,
                                        65_000_000,
                                        Map.of(PartitionAudited.Finding.CONTENT_ALTERED, 2L),
                                        1,
                                        1),
                                TIME.plusSeconds(60))),
                of(Topics.DENIED, new CksumDenied(LINE.cksum(), "malware", TIME)),
                of(
                        Topics.WATCHER_CHECKPOINT,
                        new WatcherCheckpoint(
                                REGISTRY,
                                COMMIT,
                                "fedcba9876".repeat(4),
                                true,
                                "everything",
                                "0f1e2d3c")),
                of(
                        Topics.INDEX_EVENTS_DLQ,
                        new DeadLetter.UnreadableLine(
                                REGISTRY, COMMIT, "fo/o_/foo_bar", 2, "not JSON", "'x'")),
                of(
                        Topics.TORRENT_EVENTS_DLQ,
                        new DeadLetter.UnreadableRecord(
                                "index-events", 7, 99, "no header ce_type", TIME)));
    }

    private static Arguments of(Topic<?> topic, Event event) {
        return Arguments.of(event.getClass().getSimpleName(), topic, event);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void everyEventIsItsGoldenJsonAndComesBackEqual(String name, Topic<?> topic, Event event)
            throws IOException {
        EncodedEvent encoded = EventCodec.encode(event);

        assertThat(encoded.data()).isEqualTo(golden(name));
        assertThat(encoded.type()).isEqualTo("dev.torrentcrates." + name.replace("-forwarded", ""));
        assertThat(decode(topic, encoded)).isEqualTo(event);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void anEventSentTwiceHasTheSameId(String name, Topic<?> topic, Event event) {
        assertThat(EventCodec.encode(event).id())
                .isEqualTo(EventCodec.encode(event).id())
                .matches("[0-9a-f]{32}");
    }

    @Test
    void everyTypeOfEventHasAGoldenFile() {
        assertThat(
                        events().map(
                                        arguments ->
                                                Objects.requireNonNull(arguments.get()[2])
                                                        .getClass()
                                                        .getSimpleName()))
                .contains(
                        Stream.of(
                                        IndexEvent.class,
                                        TorrentEvent.class,
                                        SeedEvent.class,
                                        VisibleEvent.class,
                                        DeadLetter.class,
                                        Event.class)
                                .flatMap(EventCodecTest::records)
                                .toArray(String[]::new));
    }

    private static Stream<String> records(Class<?> sealed) {
        return Stream.of(sealed.getPermittedSubclasses())
                .flatMap(type -> type.isSealed() ? records(type) : Stream.of(type.getSimpleName()));
    }

    @Test
    void anEventDoesNotPassOnAnotherTopic() {
        EncodedEvent encoded =
                EventCodec.encode(new IndexEvent.VersionYanked(REGISTRY, COMMIT, LINE));

        assertThatThrownBy(() -> decode(Topics.SEED_EVENTS, encoded))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageContaining("does not belong on seed-events");
    }

    @Test
    void whatIsNoEventIsRefusedWithWords() {
        String type = "dev.torrentcrates.VersionYanked";
        for (String data :
                List.of("", "x", "[]", "{}", "{\"registry\":\"crates.io\"}", "{\"registry\":1}")) {
            assertThatThrownBy(
                            () ->
                                    EventCodec.decode(
                                            Topics.INDEX_EVENTS, type, data.getBytes(UTF_8)))
                    .isInstanceOf(InvalidEventException.class)
                    .hasMessageContaining("VersionYanked")
                    .hasMessageMatching("(?s).{20,}");
        }
        assertThatThrownBy(
                        () -> EventCodec.decode(Topics.INDEX_EVENTS, "com.example.X", new byte[0]))
                .isInstanceOf(InvalidEventException.class);
    }

    @Test
    void aLineThatIsNotItsIdentityIsRefused() {
        String data =
                EventCodec.encode(new IndexEvent.VersionYanked(REGISTRY, COMMIT, LINE)).data();
        String forged = data.replace("\"version\":\"1.0.0\"", "\"version\":\"2.0.0\"");

        assertThatThrownBy(
                        () ->
                                EventCodec.decode(
                                        Topics.INDEX_EVENTS,
                                        "dev.torrentcrates.VersionYanked",
                                        forged.getBytes(UTF_8)))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageContaining("the line is Foo_bar 1.0.0");
    }

    @Test
    void theJsonDoesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            Event event = new TorrentEvent.TorrentBuilt(REGISTRY, COMMIT, 42, LINE, TORRENT);
            assertThat(EventCodec.encode(event).data()).contains("\"indexOffset\":42");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void allThatConcernsACrateHasOneKeyWhateverItsSpelling() {
        Event event = new IndexEvent.CrateDeleted(REGISTRY, COMMIT, CrateName.of("foo-BAR"));

        assertThat(event.partitionKey()).isEqualTo("crates.io/foo-bar");
        assertThat(new IndexEvent.VersionYanked(REGISTRY, COMMIT, LINE).partitionKey())
                .isEqualTo("crates.io/foo-bar");
    }

    private static Event decode(Topic<?> topic, EncodedEvent encoded) {
        return EventCodec.decode(topic, encoded.type(), encoded.data().getBytes(UTF_8));
    }

    private static String golden(String name) throws IOException {
        String file = "/golden/" + name + ".json";
        try (InputStream in = EventCodecTest.class.getResourceAsStream(file)) {
            return in == null
                    ? "no golden file " + file
                    : new String(in.readAllBytes(), UTF_8).strip();
        }
    }
}
