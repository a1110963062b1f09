package dev.torrentcrates.indexservice.tail;

import dev.torrentcrates.event.DeadLetter;
import dev.torrentcrates.event.DeadLetter.UnreadableLine;
import dev.torrentcrates.event.DeadLetter.UnreadableRecord;
import dev.torrentcrates.event.VersionGivenUp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The records that could not be read and were not reported yet. The log is read from its beginning
 * at each start, so what was reported is read too, and not said again.
 */
final class DeadLetters {
    private final Set<Place> reported = new HashSet<>();
    private final List<UnreadableRecord> found = new ArrayList<>();

    private record Place(String topic, int partition, long offset) {
        static Place of(UnreadableRecord letter) {
            return new Place(letter.topic(), letter.partition(), letter.offset());
        }
    }

    /** Somebody reported it, this service or another. */
    void read(DeadLetter letter) {
        switch (letter) {
            case UnreadableRecord unreadable -> reported.add(Place.of(unreadable));
            case UnreadableLine _ -> {} // the watcher's, on another topic
            case VersionGivenUp _ -> {} // the torrentizer's; TorrentFailed says the same
        }
    }

    /** These could not be read. */
    void found(List<UnreadableRecord> letters) {
        found.addAll(letters);
    }

    /** What is to be reported. */
    List<UnreadableRecord> unreported() {
        found.removeIf(letter -> reported.contains(Place.of(letter)));
        return List.copyOf(found);
    }

    /** The log has them. */
    void reported(List<UnreadableRecord> letters) {
        letters.forEach(this::read);
    }
}
