package dev.torrentcrates.standalone;

import dev.torrentcrates.event.Commit;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.IndexEvent.VersionDeleted;
import dev.torrentcrates.event.IndexEvent.VersionPublished;
import dev.torrentcrates.event.IndexEvent.VersionYanked;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.download.DownloadFault;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A crate, and what becomes of it whoever is killed meanwhile. */
record TorrentizerScene(Story story, SampleCrate crate) {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final Commit COMMIT = new Commit("c0ffee".repeat(6) + "c0ff", NOON);

    /** More than a torrentizer holds in memory, and more than a piece. */
    private static final int LARGE = 9_000_000;

    /** What happens to a version. */
    enum Story {
        /** Upstream has it; it is yanked right after. */
        FRESH,
        /** The same, in a file and in several pieces. */
        FRESH_AND_LARGE,
        /** Upstream has it at the second time of asking. */
        STRAGGLER,
        /** Upstream has other bytes, and goes on having them. */
        GIVEN_UP,
        /** Upstream never has it, and it is deleted. */
        DELETED
    }

    static TorrentizerScene of(Story story, int number) {
        String name = "scene-" + number;
        return new TorrentizerScene(
                story,
                story == Story.FRESH_AND_LARGE
                        ? SampleCrates.large(name, "1.0.0", LARGE)
                        : SampleCrates.ofText(name, "1.0.0", "the bytes of " + name));
    }

    /** Upstream has it, or not. */
    void prepare(UpstreamSim upstream) {
        upstream.publish(crate);
        var faults = upstream.faults().on(crate.name().value(), crate.version().value());
        switch (story) {
            case FRESH, FRESH_AND_LARGE -> {}
            case STRAGGLER -> faults.next(1, DownloadFault.notFound());
            case GIVEN_UP -> faults.always(DownloadFault.otherBytes());
            case DELETED -> faults.always(DownloadFault.notFound());
        }
    }

    /** What the watcher says of it at first. */
    List<IndexEvent> events() {
        List<IndexEvent> events = new ArrayList<>();
        events.add(new VersionPublished(Registry.CRATES_IO, COMMIT, line()));
        if (story == Story.FRESH || story == Story.FRESH_AND_LARGE) {
            String yanked = line().json().replace("\"yanked\":false", "\"yanked\":true");
            events.add(new VersionYanked(Registry.CRATES_IO, COMMIT, IndexLine.parse(yanked)));
        }
        return events;
    }

    /** What the watcher says of it later, when what it said before is dealt with. */
    List<IndexEvent> laterEvents() {
        return story == Story.DELETED
                ? List.of(new VersionDeleted(Registry.CRATES_IO, COMMIT, line()))
                : List.of();
    }

    /** Tells the beginning, and waits until it is no news where there is more to tell. */
    void begin(KilledTorrentizer torrentizer) throws IOException {
        prepare(torrentizer.upstream);
        if (story == Story.DELETED) {
            torrentizer.happens(events());
            torrentizer.awaitRecord(Topics.PARKED, identity().key());
            torrentizer.awaitCommitted();
        }
    }

    /** Tells the rest. */
    void go(KilledTorrentizer torrentizer) throws IOException {
        torrentizer.happens(story == Story.DELETED ? laterEvents() : events());
    }

    private VersionIdentity identity() {
        return VersionIdentity.of(Registry.CRATES_IO, line());
    }

    private IndexLine line() {
        return IndexLine.parse(crate.indexLine(NOON));
    }
}
