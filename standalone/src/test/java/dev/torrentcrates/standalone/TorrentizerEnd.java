package dev.torrentcrates.standalone;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.Event;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.TorrentEvent;
import dev.torrentcrates.event.VersionGivenUp;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.state.CrateState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is left when a torrentizer has nothing to do any more. Times are left out: they tell when it
 * was, and nothing of what.
 *
 * @param bucket the sha256 of every object, by its path
 * @param crates what follows from torrent events, by key
 * @param parked the last word of each identity, tombstones left out
 * @param letters of versions that were given up
 */
record TorrentizerEnd(
        SortedMap<String, Sha256> bucket,
        SortedMap<String, CrateState> crates,
        SortedMap<String, Event> parked,
        Set<Event> letters) {
    static TorrentizerEnd of(KilledTorrentizer torrentizer, Path bucketFolder) throws IOException {
        SortedMap<String, Sha256> bucket = new TreeMap<>();
        for (Path file : KilledTorrentizer.files(bucketFolder)) {
            bucket.put(
                    bucketFolder.relativize(file).toString(),
                    Sha256.ofContent(Files.readAllBytes(file)));
        }
        SortedMap<String, CrateState> crates = new TreeMap<>();
        for (Recorded one : torrentizer.records(Topics.TORRENT_EVENTS)) {
            if (one.event() instanceof TorrentEvent event) {
                crates.put(
                        one.key(), crates.getOrDefault(one.key(), CrateState.UNKNOWN).apply(event));
            }
        }
        SortedMap<String, Event> parked = new TreeMap<>();
        lastOfEach(torrentizer.records(Topics.PARKED))
                .forEach((key, event) -> parked.put(key, timeless(event)));
        List<Recorded> letters = torrentizer.records(Topics.TORRENT_EVENTS_DLQ);
        return new TorrentizerEnd(
                bucket,
                crates,
                parked,
                letters.stream()
                        .flatMap(one -> Stream.ofNullable(one.event()))
                        .map(TorrentizerEnd::timeless)
                        .collect(Collectors.toSet()));
    }

    /** The last event under each key, where it is no tombstone. */
    static Map<String, Event> lastOfEach(List<Recorded> records) {
        Map<String, Event> last = new TreeMap<>();
        for (Recorded one : records) {
            if (one.event() == null) {
                last.remove(one.key());
            } else {
                last.put(one.key(), one.event());
            }
        }
        return last;
    }

    private static Event timeless(Event event) {
        return event
                        instanceof
                        VersionGivenUp(
                                var registry,
                                var commit,
                                var offset,
                                var line,
                                var failure,
                                var reason,
                                _)
                ? new VersionGivenUp(registry, commit, offset, line, failure, reason, Instant.EPOCH)
                : event;
    }
}
