package dev.torrentcrates.cargotorrent.daemon;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.torrentcrates.cargotorrent.crates.Reach;
import dev.torrentcrates.cargotorrent.crates.Tally;
import dev.torrentcrates.swarm.Swarm;
import dev.torrentcrates.swarm.Totals;

/** What {@code /status} says. */
final class StatusReport {
    /** Of the JSON: a key never changes its meaning within a version. */
    private static final int VERSION = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private StatusReport() {}

    static String json(
            ListenAddress listen, DaemonSettings.Servers servers, Swarm swarm, Tally tally) {
        Totals totals = swarm.totals();
        ObjectNode status = MAPPER.createObjectNode();
        status.put("version", VERSION);
        status.put("listen", listen.toString());
        status.put("upstream", servers.upstream().toString());
        status.put("index_service", servers.indexService().toString());
        status.put("peers_only", servers.reach() == Reach.PEERS_ONLY);
        status.put("torrent_port", swarm.port());
        status.put("seeding", swarm.seeding().size());
        status.put("peers", totals.peers());
        status.put("uploaded_bytes", totals.uploadedBytes());
        Tally.Bytes bytes = tally.bytes();
        status.putObject("bytes")
                .put("peers", bytes.peers())
                .put("web_seeds", bytes.webSeeds())
                .put("upstream", bytes.upstream());
        Tally.Crates crates = tally.crates();
        status.putObject("crates")
                .put("served", crates.served())
                .put("from_store", crates.fromStore())
                .put("from_swarm", crates.fromSwarm())
                .put("from_upstream", crates.fromUpstream())
                .put("failed", crates.failed());
        return status.toString();
    }
}
