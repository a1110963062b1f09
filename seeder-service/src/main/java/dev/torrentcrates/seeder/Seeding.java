package dev.torrentcrates.seeder;

import dev.torrentcrates.event.SeedEvent;
import dev.torrentcrates.event.SeedEvent.SeedingStarted;
import dev.torrentcrates.event.SeedEvent.SeedingStopped;
import dev.torrentcrates.swarm.Swarm;
import dev.torrentcrates.torrent.Btih;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentRecipe;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/** Carries out steps: content, swarm and word of it. Safe for many threads. */
final class Seeding {
    private final SeederIdentity seeder;
    private final ContentFolder content;
    private final Swarm swarm;
    private final Word word;
    private final Clock clock;

    /** How others learn of it. */
    interface Word {
        /** Says it, and returns when it cannot be lost any more. */
        void say(SeedEvent event) throws IOException;
    }

    Seeding(SeederIdentity seeder, ContentFolder content, Swarm swarm, Word word, Clock clock) {
        this.seeder = seeder;
        this.content = content;
        this.swarm = swarm;
        this.word = word;
        this.clock = clock;
    }

    /**
     * Does a step. The word goes out last: whoever reads that something is seeded can fetch it.
     *
     * @throws IOException where storage, disk or brokers fail; the step may then be done again
     */
    void carryOut(SeedStep step) throws IOException {
        switch (step) {
            case SeedStep.Start(var version) -> {
                start(version);
                word.say(
                        new SeedingStarted(
                                version.identity(), seeder.seedSet(), seeder.name(), now()));
            }
            case SeedStep.Stop(var version) -> {
                leave(version);
                word.say(
                        new SeedingStopped(
                                version.identity(), seeder.seedSet(), seeder.name(), now()));
            }
            case SeedStep.Release(var version) -> leave(version);
        }
    }

    /** The torrents that are seeded right now: one whose file was damaged drops out by itself. */
    Set<Btih> seeded() {
        return swarm.seeding();
    }

    /** Leaves the swarm and drops the content. */
    void leave(SeededVersion version) throws IOException {
        swarm.remove(version.btih());
        content.drop(version);
    }

    private void start(SeededVersion version) throws IOException {
        try {
            Path file = content.require(version);
            // The tracker knows this seeder by its heartbeat; it announces nothing.
            swarm.seed(withPieceLayers(version, file), content.folderOf(version), List.of());
        } catch (IOException e) {
            throw new IOException(version + " cannot be seeded: " + e.getMessage(), e);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
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
