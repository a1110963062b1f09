package dev.torrentcrates.bench.index;

/**
 * How much an index has.
 *
 * @param lines so many, one for each version
 * @param bytes of all files of crates
 */
public record IndexSize(int crates, long lines, long bytes) {}
