package dev.torrentcrates.bench.index;

import dev.torrentcrates.bench.Quantiles;

/**
 * The proportions of the crates.io index of 2025-09, which had 197,960 crates with 1,700,624
 * versions in 2.6 GB.
 *
 * <p>Counted there: the quantiles 0.1, 0.5, 0.9, 0.99, 0.999, the ends, the means and the shares.
 * The other points are chosen so that the means come out as counted.
 */
final class IndexShape {
    /** Versions of a crate: mean 8.6; three crates in ten have one. */
    static final Quantiles VERSIONS =
            new Quantiles(
                    0, 1, 0.2999, 1, 0.3, 2, 0.5, 3, 0.75, 7, 0.9, 19, 0.95, 33, 0.975, 52, 0.99,
                    89, 0.999, 267, 0.9998, 400, 1, 1532);

    /** Dependencies of a version: mean 10. */
    static final Quantiles DEPENDENCIES =
            new Quantiles(0, 0, 0.055, 0, 0.06, 1, 0.48, 7, 0.9, 22, 0.99, 51, 0.999, 90, 1, 381);

    /** Features of a version; the last ones make lines of 400,000 characters. */
    static final Quantiles FEATURES =
            new Quantiles(0, 0, 0.6, 0, 0.75, 2, 0.9, 5, 0.99, 22, 0.999, 80, 0.9999, 400, 1, 9000);

    /** The largest file had 4,152,577 bytes. */
    static final int MAX_FILE_BYTES = 4_150_000;

    /** Crates of up to so many versions are often mere sketches, with fewer dependencies. */
    static final int FEW_VERSIONS = 5;

    /** How much fewer: the power to which the evenly drawn share is raised. */
    static final double SKETCHINESS = 2.4;

    /** 5.0% of versions are yanked, mostly several in a row. */
    static final double YANKED_AFTER_YANKED = 0.55;

    static final double YANKED_AFTER_OTHER = 0.0285;

    /** 9.1% of versions have {@code features2}, 15.1% a {@code rust_version}: the newer ones. */
    static final double CRATES_WITH_FEATURES2 = 0.137;

    static final double CRATES_WITH_RUST_VERSION = 0.24;

    /** 1.1% of versions link a native library. */
    static final double CRATES_WITH_LINKS = 0.0111;

    /** From one version to the next, the names of the dependencies stay the same in 87%. */
    static final double OTHER_DEPENDENCIES = 0.13;

    /** And all of their requirements in 40%. */
    static final double OTHER_REQUIREMENTS = 0.54;

    private IndexShape() {}
}
