package dev.torrentcrates.event;

import java.time.Instant;

/** What could not be dealt with; it is kept here with the reason, and the rest goes on. */
public sealed interface DeadLetter extends Event
        permits DeadLetter.UnreadableLine, DeadLetter.UnreadableRecord, VersionGivenUp {
    /**
     * A line of the upstream index.
     *
     * @param path of the file in the index
     * @param lineNumber counted from 1
     * @param reason in words for an operator, bounded
     * @param excerpt the beginning of the line, bounded and printable
     */
    record UnreadableLine(
            Registry registry,
            Commit commit,
            String path,
            int lineNumber,
            String reason,
            String excerpt)
            implements DeadLetter {
        @Override
        public String partitionKey() {
            return registry.name() + "/" + path;
        }

        @Override
        public Instant time() {
            return commit.time();
        }
    }

    /**
     * A record of one of our topics that its consumer could not decode.
     *
     * @param reason in words for an operator, bounded
     */
    record UnreadableRecord(String topic, int partition, long offset, String reason, Instant time)
            implements DeadLetter {
        @Override
        public String partitionKey() {
            return topic + "/" + partition;
        }
    }
}
