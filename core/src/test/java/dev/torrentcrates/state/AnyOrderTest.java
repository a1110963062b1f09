package dev.torrentcrates.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.event.TorrentEvent;
import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever applies the events of a crate in whatever order, and however often, ends where one ends
 * who got each of them once and in order. Of random histories, each from its seed.
 */
class AnyOrderTest {
    private static final int HISTORIES = 300;
    private static final int ORDERS = 8;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 12})
    void aCrateWithSpellingsAndReplacedBytesEndsAsItsFilesAre(int steps) {
        for (int seed = 0; seed < HISTORIES; seed++) {
            FileHistory history = new FileHistory(seed, steps);
            CrateState state = fold(history.events());

            assertThat(linesOf(state)).as("seed %s", seed).isEqualTo(history.lines());
            history.lines().values().stream()
                    .map(IndexLine::name)
                    .forEach(spelling -> assertThat(state.name()).contains(spelling));
            assertEndsEverywhereIn(state, history.events(), seed);
        }
    }

    @Test
    void theFoldOfTheIndexEndsAsTheFilesAre() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            FileHistory history = new FileHistory(seed, 12);
            IndexFold fold = new IndexFold();
            history.changes().forEach(fold::apply);

            assertThat(fold.files().values().stream().map(IndexFile::readableLines))
                    .as("seed %s", seed)
                    .allSatisfy(lines -> assertThat(lines).isNotEmpty())
                    .flatMap(lines -> lines)
                    .containsExactlyInAnyOrderElementsOf(history.lines().values());
        }
    }

    @Test
    void evenWhatNoUpstreamWouldDoEndsInOneState() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            List<TorrentEvent> events = nonsense(new Random(seed));
            InOrder inOrder = new InOrder();
            events.forEach(inOrder::apply);

            CrateState state = fold(events);

            assertThat(InOrder.seen(state)).as("seed %s", seed).isEqualTo(inOrder.seen());
            assertEndsEverywhereIn(state, events, seed);
        }
    }

    static CrateState fold(List<TorrentEvent> events) {
        CrateState state = CrateState.UNKNOWN;
        for (TorrentEvent event : events) {
            state = state.apply(event);
        }
        return state;
    }

    private static void assertEndsEverywhereIn(
            CrateState state, List<TorrentEvent> events, int seed) {
        for (int order = 0; order < ORDERS; order++) {
            Random random = new Random(31L * seed + order);
            List<TorrentEvent> shuffled = new ArrayList<>(events);
            events.stream().filter(_ -> random.nextInt(3) == 0).forEach(shuffled::add);
            Collections.shuffle(shuffled, random);

            assertThat(fold(shuffled)).as("seed %s, order %s", seed, order).isEqualTo(state);
        }
    }

    private static Map<CrateVersion, IndexLine> linesOf(CrateState state) {
        Map<CrateVersion, IndexLine> lines = new TreeMap<>();
        InOrder.seen(state).forEach((version, seen) -> lines.put(version, seen.line()));
        return lines;
    }

    /** Deletions of what never was, publications of what is there, two spellings at once. */
    private static List<TorrentEvent> nonsense(Random random) {
        List<TorrentEvent> events = new ArrayList<>();
        for (long offset = 0; offset < 20; offset++) {
            String spelling = random.nextBoolean() ? "foo_bar" : "foo-bar";
            String version = random.nextBoolean() ? "1.0.0" : "2.0.0";
            String bytes = random.nextBoolean() ? "some bytes" : "other bytes";
            IndexLine line = Happenings.line(spelling, version, bytes, random.nextBoolean());
            switch (random.nextInt(6)) {
                case 0 -> events.add(Happenings.published(offset, line));
                case 1 -> events.add(Happenings.built(offset, line));
                case 2 -> events.add(Happenings.failed(offset, line));
                case 3, 4 -> events.add(Happenings.deleted(offset, line));
                default -> events.add(Happenings.crateDeleted(offset, spelling));
            }
        }
        return events;
    }
}
