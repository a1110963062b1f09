package dev.torrentcrates.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.Commit;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.TorrentEvent;
import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.event.TorrentEvent.Forwarded;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.event.TorrentEvent.TorrentFailed;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.torrent.TorrentEntry;
import dev.torrentcrates.torrent.TorrentRecipe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Offsets decide, never the order of arrival. */
class CrateStateTest {
    private static final Registry REGISTRY = Registry.CRATES_IO;
    private static final Commit COMMIT = new Commit("a".repeat(40), Instant.EPOCH);
    private static final CrateName NAME = CrateName.of("demo");
    private static final CrateVersion VERSION = CrateVersion.of("1.0.0");

    @Test
    void aVersionThatWasYankedWhileItWasBuiltHasTheNewLineAndTheTorrent() {
        CrateState state = fold(yanked(2, "bytes"), built(1, "bytes"));

        VersionState.Built built = state.built().toList().getFirst();
        assertThat(built.line().yanked()).isTrue();
        assertThat(built.entry()).isEqualTo(entry("bytes"));
        assertThat(built.publishedLine()).contains("\"yanked\":true", ",\"torrent\":{");
    }

    @Test
    void aLateTorrentDoesNotBringADeletedVersionBack() {
        assertThat(fold(deleted(2, "bytes"), built(1, "bytes")).built()).isEmpty();
    }

    @Test
    void aCrateThatIsDeletedTakesItsVersionsAndOneThatComesAfterStays() {
        CrateState deleted = fold(built(1, "bytes"), crateDeleted(3));

        assertThat(deleted.built()).isEmpty();
        assertThat(deleted.apply(built(2, "bytes")).built()).isEmpty();
        assertThat(deleted.apply(built(4, "bytes")).built()).hasSize(1);
    }

    @Test
    void theTorrentOfReplacedBytesIsNotThatOfTheNewOnes() {
        CrateState replaced = fold(built(1, "old"), deleted(2, "old"), published(3, "new"));

        assertThat(replaced.built()).isEmpty();
        assertThat(replaced.apply(built(1, "old")).built()).isEmpty();
        assertThat(replaced.apply(built(3, "new")).built())
                .extracting(VersionState.Built::entry)
                .containsExactly(entry("new"));
    }

    @Test
    void aFailureIsRememberedUntilATorrentIsBuilt() {
        CrateState failed = fold(published(1, "bytes"), failed(1, "bytes"));

        assertThat(failed.versions().values())
                .extracting(VersionState::failure)
                .containsExactly(failed(1, "bytes"));
        assertThat(failed.apply(built(1, "bytes")).versions().values())
                .extracting(VersionState::failure)
                .containsOnlyNulls();
        assertThat(failed.apply(built(1, "bytes")).apply(failed(1, "bytes")).built()).hasSize(1);
    }

    @Test
    void anyOrderAndAnyRepetitionEndInTheSameState() {
        List<TorrentEvent> events =
                List.of(
                        built(1, "old"),
                        yanked(2, "old"),
                        deleted(3, "old"),
                        published(4, "new"),
                        yanked(5, "new"),
                        built(4, "new"));
        CrateState expected = fold(events.toArray(TorrentEvent[]::new));
        assertThat(expected.built()).hasSize(1);

        for (int seed = 0; seed < 200; seed++) {
            List<TorrentEvent> shuffled = new ArrayList<>(events);
            shuffled.addAll(events);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(fold(shuffled.toArray(TorrentEvent[]::new)))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    private static CrateState fold(TorrentEvent... events) {
        CrateState state = CrateState.UNKNOWN;
        for (TorrentEvent event : events) {
            state = state.apply(event);
        }
        return state;
    }

    private static TorrentEvent built(long offset, String bytes) {
        return new TorrentBuilt(REGISTRY, COMMIT, offset, line(bytes, false), entry(bytes));
    }

    private static TorrentFailed failed(long offset, String bytes) {
        return new TorrentFailed(
                REGISTRY, COMMIT, offset, line(bytes, false), FailureReason.NOT_FOUND, "404");
    }

    private static TorrentEvent published(long offset, String bytes) {
        return new Forwarded(
                new IndexEvent.VersionPublished(REGISTRY, COMMIT, line(bytes, false)), offset);
    }

    private static TorrentEvent yanked(long offset, String bytes) {
        return new Forwarded(
                new IndexEvent.VersionYanked(REGISTRY, COMMIT, line(bytes, true)), offset);
    }

    private static TorrentEvent deleted(long offset, String bytes) {
        return new Forwarded(
                new IndexEvent.VersionDeleted(REGISTRY, COMMIT, line(bytes, false)), offset);
    }

    private static TorrentEvent crateDeleted(long offset) {
        return new Forwarded(new IndexEvent.CrateDeleted(REGISTRY, COMMIT, NAME), offset);
    }

    private static TorrentEntry entry(String bytes) {
        return TorrentRecipe.of(NAME, VERSION, bytes.getBytes(UTF_8)).entry();
    }

    private static IndexLine line(String bytes, boolean yanked) {
        return IndexLine.parse(
                "{\"name\":\"demo\",\"vers\":\"1.0.0\",\"deps\":[],\"cksum\":\"%s\",\"yanked\":%s}"
                        .formatted(Sha256.ofContent(bytes.getBytes(UTF_8)), yanked));
    }
}
