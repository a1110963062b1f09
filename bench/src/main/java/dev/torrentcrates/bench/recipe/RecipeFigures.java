package dev.torrentcrates.bench.recipe;

import dev.torrentcrates.bench.Samples;
import dev.torrentcrates.bench.crates.CrateSizes;
import java.time.Duration;

/**
 * What was measured over the same files in one run.
 *
 * @param own rounds of the recipe
 * @param mktorrent one round, for it is slow
 * @param libtorrent rounds between ours
 * @param hashes rounds of nothing but SHA-1 and SHA-256
 */
public record RecipeFigures(
        CrateSizes sizes, Own own, Duration mktorrent, Samples libtorrent, Samples hashes) {
    /**
     * Rounds of the recipe. The ratios are those of one thread, though the service has more.
     *
     * @param allProcessors with a thread for each
     */
    record Own(Samples oneThread, Samples allProcessors) {}

    /** How many times as fast as mktorrent the recipe is. */
    double versusMktorrent() {
        return ratio(mktorrent);
    }

    /** How many times as fast as libtorrent the recipe is. */
    double versusLibtorrent() {
        return ratio(libtorrent.median());
    }

    /** Which part of the speed of hashing alone the recipe has; 1 could not be better. */
    double versusHashLimit() {
        return ratio(hashes.median());
    }

    private double ratio(Duration other) {
        return (double) other.toNanos() / own.oneThread().median().toNanos();
    }
}
