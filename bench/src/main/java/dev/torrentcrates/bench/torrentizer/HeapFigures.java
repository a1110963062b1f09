package dev.torrentcrates.bench.torrentizer;

/**
 * What was measured with many downloads on their way.
 *
 * @param underWay downloads at once, at most
 * @param unfinishedBytes sent of downloads that were not yet whole, at most
 * @param heapPeakBytes the most that was in use
 * @param residentPeakBytes the most that the process was seen to hold
 */
record HeapFigures(
        int underWay, long unfinishedBytes, long heapPeakBytes, long residentPeakBytes) {}
