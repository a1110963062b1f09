package dev.torrentcrates.swarm;

import java.nio.file.Path;

/**
 * A finished download.
 *
 * <p>The two counts are the file's bytes by where they came from, each byte once: nothing that was
 * sent twice or failed its hash, no protocol overhead. What lay in the folder before is in neither.
 *
 * @param file the crate
 * @param peerBytes how many of its bytes came from peers
 * @param webSeedBytes how many of its bytes came from web seeds
 */
public record Downloaded(Path file, long peerBytes, long webSeedBytes) {}
