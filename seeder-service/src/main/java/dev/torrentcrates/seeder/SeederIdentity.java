package dev.torrentcrates.seeder;

/**
 * Who a seeder is in its events.
 *
 * @param name unique in its set
 * @param seedSet the seeders that together hold one copy of everything
 */
record SeederIdentity(String name, String seedSet) {}
