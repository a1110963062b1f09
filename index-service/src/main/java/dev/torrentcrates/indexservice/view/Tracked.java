package dev.torrentcrates.indexservice.view;

import dev.torrentcrates.torrent.Btih;
import java.util.Set;

/**
 * What the tracker has to know of an infohash.
 *
 * @param swarm under which its peers meet: the version 1 infohash, for version 2's hash as well
 * @param holders our seeders that hold the content; none of them seeds the version 1 companion
 */
public record Tracked(Btih swarm, Set<SeederId> holders) {}
