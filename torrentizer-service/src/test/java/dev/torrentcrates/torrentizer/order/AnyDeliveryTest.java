package dev.torrentcrates.torrentizer.order;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.TorrentEvent.TorrentFailed;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.torrent.TorrentRecipe;
import dev.torrentcrates.torrentizer.order.Delivery.End;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The same events in any order, any number of times, while upstream is late, brokers refuse and
 * processes come and go, leave the same in the bucket and the same of each version. Of random
 * histories, each from its seed.
 */
class AnyDeliveryTest {
    private static final int HISTORIES = Integer.getInteger("torrentizer.order.histories", 200);
    private static final int STEPS = 14;

    /** Brokers that refuse an event of the stream cost its pause of 100 ms: not in every one. */
    private static final int SELDOM = 16;

    /** Kept, or its level would be forgotten. */
    private static final Logger TORRENTIZER = Logger.getLogger("dev.torrentcrates.torrentizer");

    /** Thousands of versions are parked and given up here. */
    @BeforeAll
    static void beQuiet() {
        TORRENTIZER.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        TORRENTIZER.setLevel(null);
    }

    @Test
    void anyOrderAndAnyDuplicatesLeaveTheSame() throws Exception {
        for (int seed = 0; seed < HISTORIES; seed++) {
            MadeUpIndex index = new MadeUpIndex(seed, STEPS);
            End undisturbed = undisturbed(index, seed);
            LateSource source = new LateSource(index.contents(), seed);
            End disturbed = disturbed(index, source, seed);

            assertCrates(disturbed, undisturbed, seed);
            assertFailedCanBePutBack(undisturbed, index, seed);
            assertFailedCanBePutBack(disturbed, index, seed);
            assertBucket(undisturbed, index, source, seed);
            assertBucket(disturbed, index, source, seed);
        }
    }

    private static void assertCrates(End disturbed, End undisturbed, int seed) {
        assertThat(disturbed.crates()).as("seed %s", seed).hasSameSizeAs(undisturbed.crates());
        undisturbed
                .crates()
                .forEach(
                        (key, crate) ->
                                assertThat(disturbed.crates().get(key))
                                        .as("%s in seed %s", key, seed)
                                        .isEqualTo(crate));
    }

    /**
     * What failed can be put back. Of content that was deleted and published again the last word
     * may be on the older publication, or the deletion's: that is not promised.
     */
    private static void assertFailedCanBePutBack(End end, MadeUpIndex index, int seed) {
        end.crates().values().stream()
                .flatMap(crate -> crate.versions().values().stream())
                .flatMap(version -> Stream.ofNullable(version.failure()))
                .filter(failed -> index.publications(identity(failed)) == 1)
                .forEach(
                        failed ->
                                assertThat(end.givenUp())
                                        .as("what failed in seed %s", seed)
                                        .containsEntry(
                                                identity(failed).key(), failed.indexOffset()));
    }

    private static VersionIdentity identity(TorrentFailed failed) {
        return VersionIdentity.of(failed.registry(), failed.line());
    }

    private static End undisturbed(MadeUpIndex index, int seed) throws Exception {
        try (Delivery delivery = new Delivery(new LateSource(index.contents(), seed))) {
            delivery.comes(index.events());
            return delivery.end();
        }
    }

    private static End disturbed(MadeUpIndex index, LateSource source, int seed) throws Exception {
        Random random = new Random(31L * seed + 7);
        List<Recorded> left = new ArrayList<>(index.events());
        index.events().stream().filter(_ -> random.nextInt(3) == 0).forEach(left::add);
        Collections.shuffle(left, random);
        try (Delivery delivery = new Delivery(source)) {
            while (!left.isEmpty()) {
                List<Recorded> batch =
                        left.subList(0, Math.min(left.size(), 1 + random.nextInt(6)));
                if (seed % SELDOM == 0) {
                    delivery.sink.refuse(random.nextInt(2));
                }
                delivery.comes(List.copyOf(batch));
                batch.clear();
                meanwhile(delivery, random);
            }
            delivery.sink.refuse(0);
            return delivery.end();
        }
    }

    /** Parked versions are read, or not, and tried; whoever does it may vanish. */
    private static void meanwhile(Delivery delivery, Random random) {
        for (int i = random.nextInt(4); i > 0; i--) {
            delivery.pass(Duration.ofSeconds(random.nextInt(5)));
            delivery.sink.refuse(random.nextInt(3));
            try {
                delivery.read(random.nextInt(4));
            } catch (IOException e) {
                // Tried again the next time.
            }
            delivery.sink.refuse(0);
            if (random.nextInt(6) == 0) {
                delivery.restart();
            }
        }
    }

    /**
     * What upstream gives at once is there, deleted or not, and nothing is there that it never
     * gives. What it gave late is there if it was not deleted before.
     */
    private static void assertBucket(End end, MadeUpIndex index, LateSource source, int seed) {
        assertThat(objects(index, source::gives))
                .as("all that may be in the bucket of seed %s", seed)
                .containsAllEntriesOf(end.bucket());
        assertThat(end.bucket())
                .as("the bucket of seed %s", seed)
                .containsAllEntriesOf(objects(index, source::givesAtOnce));
        end.crates().values().stream()
                .flatMap(crate -> crate.built())
                .forEach(
                        built ->
                                assertThat(end.bucket())
                                        .as("what is current in seed %s", seed)
                                        .containsKey(BlobKey.crate(built.line().cksum()).path()));
    }

    private static SortedMap<String, Sha256> objects(
            MadeUpIndex index, Predicate<VersionIdentity> wanted) {
        SortedMap<String, Sha256> objects = new TreeMap<>();
        index.contents().keySet().stream()
                .filter(wanted)
                .forEach(
                        version -> {
                            byte[] torrent =
                                    TorrentRecipe.of(
                                                    version.crate(),
                                                    version.version(),
                                                    requireNonNull(index.contents().get(version)))
                                            .torrentFile();
                            objects.put(BlobKey.crate(version.cksum()).path(), version.cksum());
                            objects.put(
                                    BlobKey.torrent(
                                                    version.cksum(),
                                                    version.crate(),
                                                    version.version())
                                            .path(),
                                    Sha256.ofContent(torrent));
                        });
        return objects;
    }
}
