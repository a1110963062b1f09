package dev.torrentcrates.swarm;

/**
 * What a swarm did since it started.
 *
 * @param uploadedBytes payload sent to peers
 * @param downloadedBytes payload received, whatever became of it: also what was sent twice
 * @param torrents how many are held now, complete or not
 * @param peers how many are connected now
 */
public record Totals(long uploadedBytes, long downloadedBytes, int torrents, int peers) {}
