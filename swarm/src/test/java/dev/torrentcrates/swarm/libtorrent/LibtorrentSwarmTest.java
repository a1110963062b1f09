package dev.torrentcrates.swarm.libtorrent;

import dev.torrentcrates.swarm.Swarm;
import dev.torrentcrates.swarm.SwarmContract;
import dev.torrentcrates.swarm.SwarmSettings;
import java.io.IOException;

class LibtorrentSwarmTest extends SwarmContract {
    @Override
    protected Swarm create() throws IOException {
        return LibtorrentSwarm.start(SwarmSettings.onLoopback());
    }
}
