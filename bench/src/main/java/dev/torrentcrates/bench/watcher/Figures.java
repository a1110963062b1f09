package dev.torrentcrates.bench.watcher;

import dev.torrentcrates.bench.Samples;
import dev.torrentcrates.bench.index.IndexSize;
import java.time.Duration;

/**
 * All that was measured in one run.
 *
 * @param index that was replayed
 * @param packedBytes of upstream's repository
 */
record Figures(IndexSize index, long packedBytes, Replay replay, Polls polls, Memory memory) {
    /**
     * The first sight of the whole index.
     *
     * @param took from the first blob to the last event in the broker
     * @param firstFetch before that
     * @param blobReading git reading the same blobs
     */
    record Replay(long events, Duration took, Duration firstFetch, Samples blobReading) {
        /** How often git could have read all of it meanwhile. */
        double ratio() {
            return (double) took.toNanos() / blobReading.median().toNanos();
        }

        double eventsPerSecond() {
            return events * 1e9 / took.toNanos();
        }
    }

    /**
     * Of commits that change one file.
     *
     * @param looks of the watcher, each from the question to upstream to the event in the broker
     * @param fetches of git, each of the same commit into a bare clone
     */
    record Polls(Samples looks, Samples fetches) {}

    /**
     * The watcher's.
     *
     * @param heapPeakBytes the most that was in use
     * @param residentPeakBytes the most that the process was seen to hold
     */
    record Memory(long heapPeakBytes, long residentPeakBytes) {}
}
