package dev.torrentcrates.indexservice.http;

import java.util.SortedMap;

/**
 * How much there is.
 *
 * @param crates known, deleted ones too
 * @param versions by how far they have come
 * @param caughtUp whether the log was read, so that the rest of the API answers
 */
record StatisticsAnswer(
        int crates,
        SortedMap<String, Integer> versions,
        int seeders,
        TrackerAnswer tracker,
        boolean caughtUp) {

    /**
     * The tracker's part.
     *
     * @param swarms with peers that announced themselves
     * @param peers that did; our seeders are not among them
     */
    record TrackerAnswer(int swarms, int peers) {}
}
