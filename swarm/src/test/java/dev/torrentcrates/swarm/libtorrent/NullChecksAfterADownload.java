package dev.torrentcrates.swarm.libtorrent;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.torrentcrates.swarm.Sources;
import dev.torrentcrates.swarm.Swarm;
import dev.torrentcrates.swarm.SwarmSettings;
import dev.torrentcrates.swarm.TestCrate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.session_params;
import org.libtorrent4j.swig.torrent_handle;

/**
 * A program of its own, for {@link NullChecksTest}: downloads a crate, then dereferences null. The
 * JVM checks for null by letting the access fault and catching the signal.
 */
final class NullChecksAfterADownload {
    /** Printed when the JVM has lived to see the end. */
    static final String ALIVE = "alive after 1000 NullPointerExceptions";

    private NullChecksAfterADownload() {}

    /** Arguments: a folder, and {@code posix} or {@code mapped} for the leecher's disk I/O. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        TestCrate crate = TestCrate.of("crate-of-the-child", 200_000, 1);
        try (Swarm seeder = LibtorrentSwarm.start(SwarmSettings.onLoopback())) {
            seeder.seed(crate.torrent(), crate.writeTo(folder.resolve("seed")), List.of());
            Sources sources =
                    Sources.peers(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), seeder.port()));
            switch (arguments[1]) {
                case "posix" -> download(crate, folder.resolve("leech"), sources);
                case "mapped" -> downloadMapped(crate, folder.resolve("leech"), sources);
                default -> throw new IllegalArgumentException(arguments[1]);
            }
            dereferenceNull();
        }
        System.out.println(ALIVE);
    }

    private static void download(TestCrate crate, Path folder, Sources sources) throws Exception {
        try (Swarm leecher = LibtorrentSwarm.start(SwarmSettings.onLoopback())) {
            leecher.download(crate.torrent(), folder, sources).done().get(30, SECONDS);
        }
    }

    /** The same with libtorrent's default disk I/O, which the swarm never uses. */
    private static void downloadMapped(TestCrate crate, Path folder, Sources sources)
            throws IOException {
        session_params parameters = SessionSettings.of(SwarmSettings.onLoopback());
        parameters.set_default_disk_io_constructor();
        session engine = new session(parameters);
        add_torrent_params torrent =
                TorrentParameters.download(crate.torrent(), folder, sources, Set.of());
        torrent_handle handle = engine.add_torrent(torrent, new error_code());
        while (!Observed.of(handle).whole()) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static void dereferenceNull() {
        int caught = 0;
        for (int i = 0; i < 1_000_000; i++) {
            try {
                lengthOf(i % 1000 == 999 ? null : "text");
            } catch (NullPointerException e) {
                caught++;
            }
        }
        if (caught != 1000) {
            throw new AssertionError("caught " + caught);
        }
    }

    @SuppressWarnings("NullAway") // that it faults is the point
    private static int lengthOf(@Nullable String text) {
        return text.length();
    }
}
