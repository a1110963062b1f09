package dev.torrentcrates.indexservice.http;

import java.util.List;

/**
 * What the API says of a crate.
 *
 * @param name as its newest version writes it
 * @param versions every one that is known, in the order of versions
 */
record CrateAnswer(String name, String registry, List<VersionAnswer> versions) {}
