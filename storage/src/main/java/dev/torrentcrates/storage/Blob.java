package dev.torrentcrates.storage;

/**
 * What is known of stored content without reading it.
 *
 * @param length in bytes
 */
public record Blob(long length) {}
