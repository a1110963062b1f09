package dev.torrentcrates.indexservice.view;

/**
 * Which seeder.
 *
 * @param seedSet the group that together holds one copy of everything
 * @param name unique in its set
 */
public record SeederId(String seedSet, String name) {}
