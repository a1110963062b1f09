package dev.torrentcrates.swarm.libtorrent;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.swarm.Download;
import dev.torrentcrates.swarm.Downloaded;
import dev.torrentcrates.swarm.Sources;
import dev.torrentcrates.swarm.Swarm;
import dev.torrentcrates.swarm.SwarmSettings;
import dev.torrentcrates.swarm.TestCrate;
import dev.torrentcrates.torrent.CrateTorrent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads through trackers, web seeds and peers, how fast they start and what is counted. */
class SourcesTest {
    /** A peer that waited for libtorrent's tick would take a second. */
    private static final Duration AT_ONCE = Duration.ofMillis(500);

    @TempDir Path folder;
    private Swarm seeder;
    private Swarm leecher;

    @BeforeEach
    void start() throws IOException {
        seeder = LibtorrentSwarm.start(SwarmSettings.onLoopback());
        leecher = LibtorrentSwarm.start(SwarmSettings.onLoopback());
    }

    @AfterEach
    void close() {
        seeder.close();
        leecher.close();
    }

    @Test
    void aTrackerLeadsToThePeerAtOnce() throws Exception {
        try (HttpTracker tracker = new HttpTracker()) {
            URI announce = tracker.address("/announce");
            Duration median =
                    medianTime(
                            "tracked",
                            crate -> seed(crate, announce),
                            () -> Sources.trackers(announce));

            System.out.println("50 KB by a tracker: " + median.toMillis() + " ms");
            assertThat(median).isLessThan(AT_ONCE);
        }
    }

    @Test
    void aPeerGivenDirectlyIsCalledAtOnce() throws Exception {
        Duration median = medianTime("direct", crate -> seed(crate), this::seederItself);

        System.out.println("50 KB by a peer given directly: " + median.toMillis() + " ms");
        assertThat(median).isLessThan(AT_ONCE);
    }

    @Test
    void aWebSeedAloneIsEnough() throws Exception {
        TestCrate crate = TestCrate.of("web", 50_000, 1);
        try (WebSeed web = new WebSeed(crate.content())) {
            Downloaded result =
                    fetch(crate.torrent(), Sources.webSeeds(web.address("/web-1.0.0.crate")));

            assertThat(result.file()).hasBinaryContent(crate.content());
            assertThat(result.webSeedBytes()).isEqualTo(50_000);
            assertThat(result.peerBytes()).isZero();
        }
    }

    @Test
    void aWebSeedAloneIsEnoughForSeveralPiecesOfUnknownLayers() throws Exception {
        TestCrate crate = TestCrate.of("web", 9 * 1024 * 1024, 2);
        try (WebSeed web = new WebSeed(crate.content())) {
            Downloaded result = fetch(crate.fromLine(), Sources.webSeeds(web.address("/download")));

            assertThat(result.file()).hasBinaryContent(crate.content());
            assertThat(result.webSeedBytes()).isEqualTo(9 * 1024 * 1024);
        }
    }

    @Test
    void whatCameByAWebSeedAndALineIsPassedOnToThoseWhoFetchByALine() throws Exception {
        TestCrate crate = TestCrate.of("onward", 9 * 1024 * 1024, 6);
        try (WebSeed web = new WebSeed(crate.content());
                Swarm next = LibtorrentSwarm.start(SwarmSettings.onLoopback())) {
            fetch(crate.fromLine(), Sources.webSeeds(web.address("/onward-1.0.0.crate")));
            Sources leecherItself =
                    Sources.peers(
                            new InetSocketAddress(
                                    InetAddress.getLoopbackAddress(), leecher.port()));

            Downloaded result =
                    next.download(crate.fromLine(), folder.resolve("next"), leecherItself)
                            .done()
                            .get(30, SECONDS);

            assertThat(result.peerBytes()).isEqualTo(9 * 1024 * 1024);
        }
    }

    @Test
    void eachByteOfAPeerAndAWebSeedTogetherIsCountedOnce() throws Exception {
        TestCrate crate = TestCrate.of("both", 9 * 1024 * 1024 + 5, 3);
        seed(crate);
        try (WebSeed web = new WebSeed(crate.content())) {
            Sources sources =
                    new Sources(
                            List.of(),
                            List.of(web.address("/both-1.0.0.crate")),
                            seederItself().peers());
            Downloaded result = fetch(crate.torrent(), sources);

            assertThat(result.file()).hasBinaryContent(crate.content());
            assertThat(result.peerBytes() + result.webSeedBytes())
                    .isEqualTo(crate.content().length);
            assertThat(result.webSeedBytes()).isPositive();
            await().untilAsserted(
                            () ->
                                    assertThat(seeder.totals().uploadedBytes())
                                            .isGreaterThanOrEqualTo(result.peerBytes()));
        }
    }

    @Test
    void aHybridIsAnnouncedUnderBothInfohashes() throws Exception {
        try (HttpTracker tracker = new HttpTracker()) {
            seed(TestCrate.of("hybrid", 1000, 4), tracker.address("/announce"));

            await().until(() -> tracker.infohashes() == 2);
        }
    }

    @Test
    void aTrackerOnLoopbackIsOnlyAskedAtAnnounce() throws Exception {
        try (HttpTracker tracker = new HttpTracker()) {
            seed(TestCrate.of("elsewhere", 1000, 5), tracker.address("/other"));

            await().during(Duration.ofSeconds(1)).until(() -> tracker.infohashes() == 0);
        }
    }

    private interface Seeding {
        void seed(TestCrate crate) throws IOException;
    }

    /** The median of the times of several downloads, one after the other. */
    private Duration medianTime(String name, Seeding seeding, Supplier<Sources> sources)
            throws Exception {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            TestCrate crate = TestCrate.of(name, 50_000, i);
            seeding.seed(crate);
            long start = System.nanoTime();
            fetch(crate.torrent(), sources.get());
            times.add(Duration.ofNanos(System.nanoTime() - start));
        }
        times.sort(null);
        return times.get(times.size() / 2);
    }

    private Downloaded fetch(CrateTorrent torrent, Sources sources) throws Exception {
        Download download =
                leecher.download(torrent, folder.resolve("leech-" + torrent.btih()), sources);
        return download.done().get(30, SECONDS);
    }

    private void seed(TestCrate crate, URI... trackers) throws IOException {
        Path home = crate.writeTo(folder.resolve("seed-" + crate.torrent().btih()));
        seeder.seed(crate.torrent(), home, List.of(trackers));
    }

    private Sources seederItself() {
        return Sources.peers(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), seeder.port()));
    }
}
