package dev.torrentcrates.swarm.libtorrent;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.swarm.Download;
import dev.torrentcrates.swarm.Sources;
import dev.torrentcrates.swarm.Swarm;
import dev.torrentcrates.swarm.SwarmSettings;
import dev.torrentcrates.swarm.TestCrate;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when the disk, a file or a port is not as it should be. */
class LibtorrentFaultsTest {
    @TempDir Path folder;

    @Test
    void aDownloadThatTheDiskRefusesFailsAndNamesTheFile() throws Exception {
        TestCrate crate = TestCrate.of("refused", 50_000, 1);
        Files.createDirectories(folder.resolve("leech/refused-1.0.0.crate/a-folder"));
        try (Swarm seeder = start();
                Swarm leecher = start()) {
            seeder.seed(crate.torrent(), crate.writeTo(folder.resolve("seed")), List.of());

            Download download =
                    leecher.download(crate.torrent(), folder.resolve("leech"), peer(seeder));

            assertThatThrownBy(() -> download.done().get(30, SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("leech/refused-1.0.0.crate");
            assertThat(leecher.totals().torrents()).isZero();
        }
    }

    @Test
    void aSeededFileThatWasDamagedIsGivenToNobodyAndDropsOut() throws Exception {
        TestCrate crate = TestCrate.of("damaged", 50_000, 2);
        try (Swarm seeder = start();
                Swarm leecher = start()) {
            Path home = crate.writeTo(folder.resolve("seed"));
            Path file = crate.file(home);
            seeder.seed(crate.torrent(), home, List.of());
            byte[] damaged = crate.content().clone();
            damaged[40_000] ^= 1;
            Files.write(file, damaged);

            Download download =
                    leecher.download(crate.torrent(), folder.resolve("leech"), peer(seeder));

            await().until(() -> seeder.seeding().isEmpty());
            assertThat(download.done()).isNotDone();
            assertThat(file).hasBinaryContent(damaged);
            crate.writeTo(folder.resolve("seed"));
            seeder.seed(crate.torrent(), home, List.of());
            assertThat(download.done().get(30, SECONDS).file()).hasBinaryContent(crate.content());
        }
    }

    @Test
    void aSeededFileThatIsGoneDropsOut() throws Exception {
        TestCrate crate = TestCrate.of("lost", 50_000, 3);
        try (Swarm seeder = start();
                Swarm leecher = start()) {
            Path home = crate.writeTo(folder.resolve("seed"));
            Path file = crate.file(home);
            seeder.seed(crate.torrent(), home, List.of());
            Files.delete(file);

            leecher.download(crate.torrent(), folder.resolve("leech"), peer(seeder));

            await().until(() -> seeder.seeding().isEmpty());
        }
    }

    @Test
    void ofAPortThatIsTakenTheNextOnesAreTried() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            try (Swarm swarm =
                    LibtorrentSwarm.start(listening("127.0.0.1", taken.getLocalPort()))) {
                assertThat(swarm.port())
                        .isBetween(
                                taken.getLocalPort() + 1,
                                taken.getLocalPort() + SessionSettings.PORT_RETRIES);
            }
        }
    }

    @Test
    void anAddressOfAnotherMachineIsRefusedInClearWords() {
        assertThatThrownBy(() -> LibtorrentSwarm.start(listening("192.0.2.1", 6881)))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("192.0.2.1:6881");
    }

    private static Swarm start() throws IOException {
        return LibtorrentSwarm.start(SwarmSettings.onLoopback());
    }

    private static SwarmSettings listening(String address, int port) {
        return SwarmSettings.onLoopback().withListen(new InetSocketAddress(address, port));
    }

    private static Sources peer(Swarm swarm) {
        return Sources.peers(new InetSocketAddress(InetAddress.getLoopbackAddress(), swarm.port()));
    }
}
