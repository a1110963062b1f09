package dev.torrentcrates.seeder;

import dev.torrentcrates.event.SeedEvent;
import dev.torrentcrates.event.SeedEvent.SeedingStarted;
import dev.torrentcrates.event.SeedEvent.SeedingStopped;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.eventlog.EventProducer;
import dev.torrentcrates.swarm.Swarm;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentRecipe;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Carries out steps: content, swarm and word of it. Safe for many threads. */
final class Seeding {
    private final SeederIdentity seeder;
    private final ContentFolder content;
    private final Swarm swarm;
    private final EventProducer producer;
    private final Clock clock;

    Seeding(
            SeederIdentity seeder,
            ContentFolder content,
            Swarm swarm,
            EventProducer producer,
            Clock clock) {
        this.seeder = seeder;
        this.content = content;
        this.swarm = swarm;
        this.producer = producer;
        this.clock = clock;
    }

    /**
     * Does a step. The word goes out last: whoever reads that something is seeded can fetch it.
     *
     * @throws IOException where storage, disk or brokers fail; the step may then be done again
     */
    void carryOut(SeedStep step) throws IOException {
        producer.send(
                Topics.SEED_EVENTS,
                List.of(
                        switch (step) {
                            case SeedStep.Start(var version) -> start(version);
                            case SeedStep.Stop(var version) -> stop(version);
                        }));
    }

    private SeedEvent start(SeededVersion version) throws IOException {
        Path file = content.require(version);
        // The tracker knows this seeder by its heartbeat; it announces nothing.
        swarm.seed(withPieceLayers(version, file), content.folderOf(version), List.of());
        return new SeedingStarted(
                version.identity(),
                seeder.seedSet(),
                seeder.name(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private SeedEvent stop(SeededVersion version) throws IOException {
        swarm.remove(version.btih());
        content.drop(version);
        return new SeedingStopped(
                version.identity(),
                seeder.seedSet(),
                seeder.name(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** A line has no room for the layers of a file of several pieces; they are hashed anew. */
    private static CrateTorrent withPieceLayers(SeededVersion version, Path file)
            throws IOException {
        CrateTorrent torrent = version.torrent();
        if (torrent.isComplete()) {
            return torrent;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return TorrentRecipe.of(version.fileName(), torrent.length(), in);
        }
    }
}
