package dev.torrentcrates.swarm.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.swarm.Downloaded;
import dev.torrentcrates.swarm.Sources;
import dev.torrentcrates.swarm.Swarm;
import dev.torrentcrates.swarm.SwarmContract;
import dev.torrentcrates.swarm.TestCrate;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemorySwarmTest extends SwarmContract {
    private final MemoryNetwork network = new MemoryNetwork();

    @Override
    protected Swarm create() {
        return MemorySwarm.join(network);
    }

    @Test
    void seedsAreFoundThroughATrackerOnlyWhereTheyAnnounceToIt() throws Exception {
        TestCrate crate = TestCrate.of("tracked", 1000, 1);
        Swarm seeder = newSwarm();
        URI tracker = URI.create("http://tracker.test/announce");
        seeder.seed(crate.torrent(), crate.writeTo(folder.resolve("seed")), List.of(tracker));

        Downloaded result =
                finished(
                        newSwarm()
                                .download(
                                        crate.torrent(),
                                        folder.resolve("leech"),
                                        Sources.trackers(tracker)));

        assertThat(result.peerBytes()).isEqualTo(1000);
        assertThat(
                        newSwarm()
                                .download(
                                        crate.torrent(),
                                        folder.resolve("other"),
                                        Sources.trackers(URI.create("http://other.test/announce")))
                                .done())
                .isNotDone();
    }

    @Test
    void aWebSeedServesWhereThereIsNoPeer() throws Exception {
        TestCrate crate = TestCrate.of("served", 1000, 2);
        URI webSeed = URI.create("http://web.test/served-1.0.0.crate");
        network.serve(webSeed, crate.file(crate.writeTo(folder.resolve("web"))));

        Downloaded result =
                finished(
                        newSwarm()
                                .download(
                                        crate.torrent(),
                                        folder.resolve("leech"),
                                        Sources.webSeeds(webSeed)));

        assertThat(result.webSeedBytes()).isEqualTo(1000);
        assertThat(result.peerBytes()).isZero();
    }
}
