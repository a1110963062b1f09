package dev.torrentcrates.swarm;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A test's swarms, which are closed after it, and its folder. */
public abstract class SwarmFixture {
    private static final int PATIENCE_SECONDS = 30;

    @TempDir protected Path folder;
    private final List<Swarm> swarms = new ArrayList<>();

    /** A new swarm that reaches the other ones of the test. */
    protected abstract Swarm create() throws IOException;

    /** A new swarm that is closed after the test. */
    protected final Swarm newSwarm() throws IOException {
        Swarm swarm = create();
        swarms.add(swarm);
        return swarm;
    }

    /** The swarm as a source. */
    protected static Sources peer(Swarm swarm) {
        return Sources.peers(new InetSocketAddress(InetAddress.getLoopbackAddress(), swarm.port()));
    }

    /** A download that knows of one peer, who has nothing. */
    protected final Download inVain(Swarm leecher, TestCrate crate) throws IOException {
        return leecher.download(crate.torrent(), folder.resolve("leech"), peer(newSwarm()));
    }

    /** Waits for a download, within reason. */
    protected static Downloaded finished(Download download) throws Exception {
        return download.done().get(PATIENCE_SECONDS, SECONDS);
    }

    @AfterEach
    final void closeAll() {
        swarms.forEach(Swarm::close);
    }
}
