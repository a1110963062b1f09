package dev.torrentcrates.cargotorrent.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.cargotorrent.crates.Reach;
import dev.torrentcrates.swarm.Sources;
import dev.torrentcrates.swarm.Swarm;
import dev.torrentcrates.swarm.SwarmSettings;
import dev.torrentcrates.swarm.libtorrent.LibtorrentSwarm;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentRecipe;
import dev.torrentcrates.upstream.download.DownloadFault;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where the crates come from that the daemon gives, and that they are always the right ones. */
class CratesFromDaemonTest extends DaemonFixture {
    private static final SampleCrate CRATE = SampleCrates.library("tidal", "1.0.0");

    @Test
    void aCrateWithATorrentComesFromAPeer() throws Exception {
        upstream.publish(CRATE);
        offer(CRATE);
        Swarm peer = seed(CRATE);
        index("tidal");

        HttpResponse<byte[]> answer = crate(CRATE);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(CRATE.content());
        assertBytes(CRATE.content().length, 0, 0);
        assertThat(upstream.downloads().downloads()).isZero();
        await().until(() -> peer.totals().uploadedBytes() >= CRATE.content().length);
    }

    @Test
    void aCrateOfSeveralPiecesComesFromAPeerAndIsSeededAgainAfterARestart() throws Exception {
        SampleCrate large = SampleCrates.large("large", "1.0.0-rc.1+build.5", 9 << 20);
        upstream.publish(large);
        CrateTorrent torrent = offer(large);
        seed(large);

        assertThat(crate(large).body()).isEqualTo(large.content());

        assertBytes(large.content().length, 0, 0);
        restart(Reach.PEERS_ONLY);
        await().atMost(PATIENCE).until(() -> status().path("seeding").asInt() == 1);
        await().atMost(PATIENCE).until(() -> service.peers(torrent.btih()) == 2);
        assertThat(crate(large).body()).isEqualTo(large.content());
        assertBytes(0, 0, 0);
    }

    @Test
    void whereNoPeerIsThereTheWebSeedGives() throws Exception {
        upstream.publish(CRATE);
        offer(CRATE);
        service.serve("tidal", "1.0.0", CRATE.content());

        assertThat(crate(CRATE).body()).isEqualTo(CRATE.content());

        assertBytes(0, CRATE.content().length, 0);
        assertThat(upstream.downloads().downloads()).isZero();
    }

    @Test
    void aTorrentThatNobodyHasComesFromUpstreamAndIsSeededFromThenOn() throws Exception {
        upstream.publish(CRATE);
        CrateTorrent torrent = offer(CRATE);

        assertThat(crate(CRATE).body()).isEqualTo(CRATE.content());

        assertBytes(0, 0, CRATE.content().length);
        assertIsGivenToOthers(torrent);
    }

    @Test
    void aCrateWithoutATorrentComesFromUpstreamAndIsSeededFromThenOn() throws Exception {
        upstream.publish(CRATE);

        assertThat(crate(CRATE).body()).isEqualTo(CRATE.content());

        assertBytes(0, 0, CRATE.content().length);
        assertIsGivenToOthers(TorrentRecipe.of(CRATE.name(), CRATE.version(), CRATE.content()));
    }

    @Test
    void aSecondRequestIsAnsweredFromTheStoreWithoutAnybody() throws Exception {
        upstream.publish(CRATE);
        crate(CRATE);
        upstream.goAway();
        service.goAway();

        assertThat(crate(CRATE).body()).isEqualTo(CRATE.content());

        assertThat(status().path("crates").path("from_store").asInt()).isEqualTo(1);
        assertThat(status().path("crates").path("served").asInt()).isEqualTo(2);
    }

    @Test
    void manyWhoWantTheSameCrateWaitForOneDownload() throws Exception {
        upstream.publish(CRATE);
        upstream.faults().on("tidal", "1.0.0").next(1, DownloadFault.slow(Duration.ofMillis(300)));
        HttpRequest request = HttpRequest.newBuilder(url(path(CRATE))).build();

        List<CompletableFuture<HttpResponse<byte[]>>> answers =
                IntStream.range(0, 20)
                        .mapToObj(
                                _ ->
                                        client.sendAsync(
                                                request, HttpResponse.BodyHandlers.ofByteArray()))
                        .toList();

        for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
            assertThat(answer.get(20, TimeUnit.SECONDS).body()).isEqualTo(CRATE.content());
        }
        assertThat(upstream.downloads().requests("tidal", "1.0.0")).isEqualTo(1);
        assertBytes(0, 0, CRATE.content().length);
    }

    @Test
    void upstreamAwayACrateStillComesFromPeers() throws Exception {
        upstream.publish(CRATE);
        offer(CRATE);
        seed(CRATE);
        index("tidal");
        upstream.goAway();

        assertThat(crate(CRATE).body()).isEqualTo(CRATE.content());
    }

    @Test
    void peersAloneAreAskedWhereThatIsAskedFor() throws Exception {
        restart(Reach.PEERS_ONLY);
        upstream.publish(CRATE);
        service.serve("tidal", "1.0.0", CRATE.content());

        HttpResponse<byte[]> answer = crate(CRATE);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(text(answer)).contains("tidal 1.0.0 has no usable torrent");
        offer(CRATE);
        seed(CRATE);
        assertThat(crate(CRATE).body()).isEqualTo(CRATE.content());
        assertBytes(CRATE.content().length, 0, 0);
        assertThat(upstream.downloads().requests("tidal", "1.0.0")).isZero();
    }

    @Test
    void aWarmPeerIsQuick() throws Exception {
        List<SampleCrate> crates = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            SampleCrate crate = SampleCrates.large("quick-" + i, "1.0.0", 50_000);
            upstream.publish(crate);
            offer(crate);
            index(crate.name().value());
            crates.add(crate);
        }
        seed(crates);
        long[] micros = new long[crates.size()];
        for (int i = 0; i < micros.length; i++) {
            long start = System.nanoTime();
            assertThat(crate(crates.get(i)).statusCode()).isEqualTo(200);
            micros[i] = (System.nanoTime() - start) / 1000;
        }
        Arrays.sort(micros);

        System.out.println("50 KB from a warm peer through the daemon: " + micros[15] + " us");
        assertThat(micros[15]).isLessThan(500_000);
    }

    private void assertIsGivenToOthers(CrateTorrent torrent) throws Exception {
        await().atMost(PATIENCE).until(() -> service.peers(torrent.btih()) == 1);
        assertThat(status().path("seeding").asInt()).isEqualTo(1);
        Swarm other = opened(LibtorrentSwarm.start(SwarmSettings.onLoopback()));
        Path file =
                other.download(
                                torrent,
                                folder.resolve("other"),
                                Sources.trackers(service.tracker()))
                        .done()
                        .get(20, TimeUnit.SECONDS)
                        .file();
        assertThat(file).hasBinaryContent(CRATE.content());
        await().atMost(PATIENCE)
                .until(() -> status().path("uploaded_bytes").asLong() >= torrent.length());
    }
}
