package dev.torrentcrates.indexservice.tracker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.event.SeederAlive;
import dev.torrentcrates.indexservice.Crates;
import dev.torrentcrates.indexservice.fold.Fold;
import dev.torrentcrates.indexservice.fold.Gate;
import dev.torrentcrates.indexservice.view.LiveSeeders;
import dev.torrentcrates.indexservice.view.NotCaughtUpException;
import dev.torrentcrates.indexservice.view.View;
import dev.torrentcrates.torrent.Btih;
import dev.torrentcrates.upstream.sample.SampleCrate;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The tracker with a clock of its own. Peer {@code n} is at 10.0.0.n, port 6881. */
class TrackerTest {
    private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");
    private static final Duration SEEDER_EXPIRY = Duration.ofSeconds(30);
    private static final int PORT = 6_881;

    private final SampleCrate crate = Crates.crate("swarming");
    private final Btih btih = Crates.torrent(crate).btih();
    private final View view = new View();
    private final LiveSeeders seeders = new LiveSeeders(SEEDER_EXPIRY);
    private final Fold fold = new Fold(new Gate(1), view, seeders);

    @Test
    void aPeerLearnsOfTheOthersAndNeverOfItself() {
        Tracker tracker = tracker(TrackerSettings.ROOMY);
        assertThat(announce(tracker, 1, NOW)).doesNotContain(peer(1)).contains("5:peers0:");

        assertThat(announce(tracker, 2, NOW)).contains(peer(1)).doesNotContain(peer(2));
        assertThat(announce(tracker, 1, NOW)).contains(peer(2)).doesNotContain(peer(1));
        assertThat(tracker.peerCount()).isEqualTo(2);
        assertThat(tracker.swarmCount()).isEqualTo(1);
    }

    @Test
    void theTwoAddressesOfOnePeerAreNotHandedToItself() throws Exception {
        Tracker tracker = tracker(TrackerSettings.ROOMY);
        announce(tracker, 1, NOW);

        byte[] answer = tracker.answer(query(1, ""), InetAddress.getByName("2001:db8::1"), NOW);

        assertThat(new String(answer, ISO_8859_1)).doesNotContain(peer(1));
    }

    @Test
    void peersOfIpv6AreInAListOfTheirOwn() throws Exception {
        Tracker tracker = tracker(TrackerSettings.ROOMY);
        InetAddress six = InetAddress.getByName("2001:db8::7");
        tracker.answer(query(7, ""), six, NOW);

        assertThat(announce(tracker, 1, NOW))
                .contains("5:peers0:")
                .contains("6:peers618:" + new String(six.getAddress(), ISO_8859_1));
    }

    @Test
    void aPeerThatStopsIsGone() {
        Tracker tracker = tracker(TrackerSettings.ROOMY);
        announce(tracker, 1, NOW);

        assertThat(announce(tracker, 1, NOW, "&event=stopped")).contains("5:peers0:");

        assertThat(announce(tracker, 2, NOW)).doesNotContain(peer(1));
        assertThat(tracker.peerCount()).isEqualTo(1);
    }

    @Test
    void aPeerThatIsSilentIsForgotten() {
        Tracker tracker = tracker(TrackerSettings.ROOMY);
        announce(tracker, 1, NOW);
        assertThat(announce(tracker, 2, NOW.plusSeconds(249))).contains(peer(1));

        assertThat(announce(tracker, 2, NOW.plusSeconds(251))).doesNotContain(peer(1));
        tracker.sweep(NOW.plusSeconds(1_000));

        assertThat(tracker.peerCount()).isZero();
        assertThat(tracker.swarmCount()).isZero();
    }

    @Test
    void whoHasEverythingCountsAsASeed() {
        Tracker tracker = tracker(TrackerSettings.ROOMY);
        announce(tracker, 1, NOW, "&left=0");

        assertThat(announce(tracker, 2, NOW, "&left=5"))
                .contains("8:completei1e")
                .contains("10:incompletei1e");
    }

    @Test
    void ourSeederIsThereWhileItsHeartBeats() {
        Tracker tracker = tracker(TrackerSettings.ROOMY);
        beat(9, NOW);
        assertThat(announce(tracker, 1, NOW.plusSeconds(29))).contains(peer(9));
        assertThat(announce(tracker, 1, NOW.plusSeconds(29))).contains("8:completei1e");

        assertThat(announce(tracker, 1, NOW.plusSeconds(30))).doesNotContain(peer(9));
        beat(9, NOW.plusSeconds(31));
        assertThat(announce(tracker, 1, NOW.plusSeconds(32))).contains(peer(9));
        fold.apply(Crates.stopped(crate, "seeder"));
        fold.show();
        assertThat(announce(tracker, 1, NOW.plusSeconds(32))).doesNotContain(peer(9));
    }

    @Test
    void ourSeederComesFirstWhereFewAreWanted() {
        Tracker tracker = tracker(new TrackerSettings(3, 100, 1_000));
        beat(9, NOW);
        for (int peer = 1; peer <= 8; peer++) {
            announce(tracker, peer, NOW);
        }

        assertThat(announce(tracker, 20, NOW, "&numwant=1")).contains("5:peers6:" + peer(9));
        assertThat(announce(tracker, 20, NOW, "&numwant=200"))
                .contains("5:peers18:")
                .contains(peer(9));
        assertThat(announce(tracker, 20, NOW, "&numwant=0")).contains("5:peers0:");
    }

    @Test
    void aFullSwarmForgetsTheMostSilent() {
        Tracker tracker = tracker(new TrackerSettings(100, 2, 1_000));
        announce(tracker, 1, NOW);
        announce(tracker, 2, NOW);
        announce(tracker, 1, NOW);
        announce(tracker, 3, NOW);

        assertThat(announce(tracker, 3, NOW)).contains(peer(1)).doesNotContain(peer(2));
        assertThat(tracker.peerCount()).isEqualTo(2);
    }

    @Test
    void aFullTrackerStillAnswers() {
        Tracker tracker = tracker(new TrackerSettings(100, 100, 1));
        announce(tracker, 1, NOW);

        assertThat(announce(tracker, 2, NOW)).contains(peer(1));
        assertThat(tracker.peerCount()).isEqualTo(1);
        assertThat(announce(tracker, 1, NOW)).doesNotContain(peer(2));
    }

    @Test
    void theIntervalVariesByATenth() {
        Tracker tracker = tracker(TrackerSettings.ROOMY);
        for (int i = 0; i < 50; i++) {
            String answer = announce(tracker, 1, NOW);
            String interval = answer.replaceAll("(?s).*8:intervali(\\d+)e.*", "$1");
            assertThat(Integer.parseInt(interval)).isBetween(100, 110);
        }
    }

    @Test
    void theLongFormHasADictionaryAPeer() {
        Tracker tracker = tracker(TrackerSettings.ROOMY);
        announce(tracker, 1, NOW);

        assertThat(announce(tracker, 2, NOW, "&compact=0"))
                .contains("5:peersld2:ip8:10.0.0.17:peer id20:" + peerId(1) + "4:porti6881eee");
    }

    @Test
    void aTorrentThatIsGoneIsRefusedAndItsSwarmDropped() {
        Tracker tracker = tracker(TrackerSettings.ROOMY);
        announce(tracker, 1, NOW);
        fold.apply(Crates.deleted(crate, 2));
        fold.show();

        assertThat(announce(tracker, 2, NOW)).startsWith("d14:failure reason");
        tracker.sweep(NOW);
        assertThat(tracker.swarmCount()).isZero();
        assertThat(tracker.peerCount()).isZero();
    }

    @Test
    void nothingIsSaidBeforeTheLogWasRead() {
        Tracker tracker = new Tracker(view, seeders, TrackerSettings.ROOMY, new Random(1));

        assertThatThrownBy(() -> announce(tracker, 1, NOW))
                .isInstanceOf(NotCaughtUpException.class);
    }

    private Tracker tracker(TrackerConfig limits) {
        fold.apply(Crates.built(crate, 1));
        fold.apply(Crates.started(crate, "seeder"));
        fold.show();
        return new Tracker(view, seeders, limits, new Random(1));
    }

    private void beat(int number, Instant time) {
        fold.apply(
                new SeederAlive(
                        "seeder", Crates.SEED_SET, "10.0.0." + number, PORT, List.of(), time));
    }

    private String announce(Tracker tracker, int number, Instant now, String... more) {
        byte[] from = {10, 0, 0, (byte) number};
        try {
            return new String(
                    tracker.answer(
                            query(number, String.join("", more)),
                            InetAddress.getByAddress(from),
                            now),
                    ISO_8859_1);
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }

    private String query(int number, String more) {
        StringBuilder query = new StringBuilder("info_hash=");
        query.append(HexFormat.of().withPrefix("%").formatHex(btih.bytes()));
        query.append("&peer_id=").append(peerId(number));
        return query + "&port=" + PORT + more;
    }

    private static String peerId(int number) {
        return "-TEST0-" + (1_000_000_000_000L + number);
    }

    private static String peer(int number) {
        byte[] peer = {10, 0, 0, (byte) number, (byte) (PORT >> 8), (byte) PORT};
        return new String(peer, ISO_8859_1);
    }
}
