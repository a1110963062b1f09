package dev.torrentcrates.cargotorrent.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.cargotorrent.crates.Reach;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentEntry;
import dev.torrentcrates.torrent.TorrentRecipe;
import dev.torrentcrates.upstream.download.DownloadFault;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong, cargo gets the right bytes or words, and 404 for what is not there. */
class RightBytesTest extends DaemonFixture {
    private static final SampleCrate CRATE = SampleCrates.library("tidal", "1.0.0");

    @Test
    void wrongBytesOfUpstreamNeverReachCargo() throws Exception {
        upstream.publish(CRATE);
        upstream.faults().on("tidal", "1.0.0").always(DownloadFault.otherBytes());

        HttpResponse<byte[]> answer = crate(CRATE);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(text(answer)).contains("tidal 1.0.0");
        assertThat(crateFiles()).isEmpty();
        upstream.faults().clear();
        assertThat(crate(CRATE).body()).isEqualTo(CRATE.content());
    }

    @Test
    void aTorrentOfOtherBytesNeverReachesCargo() throws Exception {
        SampleCrate other = SampleCrates.ofText("tidal", "1.0.0", "an impostor");
        upstream.publish(CRATE);
        TorrentEntry impostor =
                TorrentRecipe.of(other.name(), other.version(), other.content()).entry();
        service.publish(
                CRATE.name(),
                IndexLine.parse(upstream.line("tidal", "1.0.0")).withTorrent(impostor));
        seed(other);

        assertThat(crate(CRATE).body()).isEqualTo(CRATE.content());

        assertBytes(0, 0, CRATE.content().length);
        await().atMost(PATIENCE).until(() -> status().path("seeding").asInt() == 1);
    }

    @Test
    void aTorrentWhoseInfohashesAreNotItsOwnIsNotUsed() throws Exception {
        upstream.publish(CRATE);
        CrateTorrent torrent = offer(SampleCrates.library("unrelated", "1.0.0"), CRATE);

        assertThat(crate(CRATE).body()).isEqualTo(CRATE.content());

        assertBytes(0, 0, CRATE.content().length);
        assertThat(service.peers(torrent.btih())).isZero();
    }

    @Test
    void anUpstreamThatStumblesIsAskedAgain() throws Exception {
        upstream.publish(CRATE);
        upstream.faults().on("tidal", "1.0.0").next(1, DownloadFault.cutHalfWay());

        assertThat(crate(CRATE).body()).isEqualTo(CRATE.content());
    }

    @Test
    void whatUpstreamHasNotYetIsNotCalledAbsent() throws Exception {
        upstream.publish(CRATE);
        upstream.faults().on("tidal", "1.0.0").always(DownloadFault.notFound());

        assertThat(crate(CRATE).statusCode()).isEqualTo(503);
    }

    @Test
    void whatTheIndexHasNotIsAbsent() throws Exception {
        upstream.publish(CRATE);
        SampleCrate otherBytes = SampleCrates.ofText("tidal", "1.0.0", "other bytes");
        SampleCrate otherVersion = SampleCrates.library("tidal", "2.0.0");

        assertThat(crate(otherBytes).statusCode()).isEqualTo(404);
        assertThat(crate(otherVersion).statusCode()).isEqualTo(404);
        assertThat(crate(SampleCrates.library("absent", "1.0.0")).statusCode()).isEqualTo(404);
        for (String path :
                new String[] {
                    "/crates/tidal/1.0.0/download",
                    "/crates/..%2F..%2Fetc/1.0.0/" + CRATE.cksum() + "/download",
                    "/crates/tidal/1.0.0/" + CRATE.cksum() + "/upload",
                    "/crates/tidal/../" + CRATE.cksum() + "/download"
                }) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void aCrateThatCannotBeToldIsNotCalledAbsent() throws Exception {
        upstream.publish(CRATE);
        index("tidal");
        upstream.goAway();

        assertThat(crate(SampleCrates.library("unheard-of", "1.0.0")).statusCode()).isEqualTo(503);
        assertThat(crate(SampleCrates.library("tidal", "2.0.0")).statusCode()).isEqualTo(503);
    }

    @Test
    void aFileThatWasDamagedOnDiskIsFetchedAgain() throws Exception {
        upstream.publish(CRATE);
        crate(CRATE);
        daemon.close();
        Files.write(crateFiles().getFirst(), new byte[CRATE.content().length]);
        daemon = opened(startDaemon(Reach.EVERYBODY));

        assertThat(crate(CRATE).body()).isEqualTo(CRATE.content());
        assertBytes(0, 0, CRATE.content().length);
    }

    @Test
    void aFileThatWasDeletedBehindTheDaemonsBackIsFetchedAgain() throws Exception {
        upstream.publish(CRATE);
        offer(CRATE);
        seed(CRATE);
        crate(CRATE);
        Files.delete(crateFiles().getFirst());

        assertThat(crate(CRATE).body()).isEqualTo(CRATE.content());
    }

    /** The torrent of another crate, offered as the crate's own. */
    private CrateTorrent offer(SampleCrate other, SampleCrate crate) {
        CrateTorrent torrent = TorrentRecipe.of(other.name(), other.version(), other.content());
        IndexLine line = IndexLine.parse(upstream.line(crate.name() + "", crate.version() + ""));
        service.publish(crate.name(), line.withTorrent(torrent.entry()));
        return torrent;
    }

    private List<Path> crateFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("home"))) {
            return files.filter(file -> file.toString().endsWith(".crate")).toList();
        }
    }
}
