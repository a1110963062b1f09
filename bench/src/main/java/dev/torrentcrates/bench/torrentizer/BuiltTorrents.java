package dev.torrentcrates.bench.torrentizer;

import dev.torrentcrates.bench.BenchFailedException;
import dev.torrentcrates.bench.crates.MadeCrate;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.eventlog.EventLogException;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.torrent.TorrentEntry;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What ought to stand in the log of torrent events, each once; figures are worth nothing else. */
final class BuiltTorrents {
    private final Map<VersionIdentity, TorrentEntry> missing = new HashMap<>();
    private final int wanted;
    private int wrong;

    private BuiltTorrents(int wanted) {
        this.wanted = wanted;
    }

    /**
     * Reads the whole log.
     *
     * @throws BenchFailedException where it has anything but the torrent of each crate, once
     */
    static void require(String bootstrapServers, List<MadeCrate> crates)
            throws IOException, BenchFailedException {
        BuiltTorrents torrents = new BuiltTorrents(crates.size());
        for (MadeCrate crate : crates) {
            torrents.missing.put(
                    VersionIdentity.of(Stage.REGISTRY, crate.line()), crate.torrent().entry());
        }
        torrents.read(bootstrapServers);
    }

    private void read(String bootstrapServers) throws EventLogException, BenchFailedException {
        try (EventTail tail =
                EventTail.ofAll(
                        bootstrapServers,
                        "bench-check",
                        List.of(Topics.TORRENT_EVENTS, Topics.TORRENT_EVENTS_DLQ))) {
            tail.readToEnd(this::take);
        }
        if (wrong > 0 || !missing.isEmpty()) {
            throw new BenchFailedException(
                    "the torrents are not as they should be: of "
                            + wanted
                            + ", "
                            + missing.size()
                            + " were not announced rightly, and "
                            + wrong
                            + " events are wrong, twice there or of another kind");
        }
    }

    private void take(Recorded record) {
        boolean right =
                record.event() instanceof TorrentBuilt built
                        && missing.remove(built.identity(), built.torrent());
        wrong += right ? 0 : 1;
    }
}
