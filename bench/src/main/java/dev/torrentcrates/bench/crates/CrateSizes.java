package dev.torrentcrates.bench.crates;

import static dev.torrentcrates.bench.Table.MEGABYTE;

import dev.torrentcrates.bench.Quantiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How large crate files are, in bytes: as those of crates.io in 2025, whose median is 16 to 25 KB,
 * the mean 65 KB and the 99th percentile 1 MB. Of the few that are larger than the 10 MB that
 * anybody may publish today there is none.
 *
 * @param bytes of each; the same for the same number and the same cap
 */
public record CrateSizes(List<Integer> bytes) {
    /** The points that are not known are chosen so that the mean comes out. */
    private static final Quantiles BYTES =
            new Quantiles(
                    0,
                    400,
                    0.05,
                    1_600,
                    0.25,
                    7_000,
                    0.5,
                    20_000,
                    0.75,
                    45_000,
                    0.9,
                    90_000,
                    0.95,
                    170_000,
                    0.99,
                    1_000_000,
                    0.999,
                    2_600_000,
                    1,
                    10_000_000);

    private static final long SEED = 2025_09_28;

    /** Copies the list; at least one is needed. */
    public CrateSizes {
        bytes = List.copyOf(bytes);
        if (bytes.isEmpty()) {
            throw new IllegalArgumentException("sizes of nothing");
        }
    }

    /**
     * So many, in an order without order. They are taken from the distribution at even distances,
     * not drawn, so that a few large ones more or less do not make one number of files unlike
     * another.
     *
     * @param cap what would be larger has so many bytes
     */
    public static CrateSizes of(int count, int cap) {
        List<Integer> bytes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            bytes.add(Math.min(BYTES.at((i + 0.5) / count), cap));
        }
        Collections.shuffle(bytes, new Random(SEED));
        return new CrateSizes(bytes);
    }

    /** All together. */
    public long sum() {
        return bytes.stream().mapToLong(Integer::longValue).sum();
    }

    /** The size that such a share of them does not exceed. */
    public int quantile(double share) {
        List<Integer> ascending = bytes.stream().sorted().toList();
        return ascending.get((int) Math.min(share * bytes.size(), bytes.size() - 1.0));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d made-up crate files in the proportions of crates.io: median %.0f KB, mean %.0f"
                        + " KB, 99th percentile %,.0f KB, largest %.1f MB, together %,.0f MB",
                bytes.size(),
                quantile(0.5) / 1024.0,
                sum() / 1024.0 / bytes.size(),
                quantile(0.99) / 1024.0,
                Collections.max(bytes) / MEGABYTE,
                sum() / MEGABYTE);
    }
}
