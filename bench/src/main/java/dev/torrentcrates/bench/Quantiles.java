package dev.torrentcrates.bench;

/**
 * A distribution of counts, given by some of its quantiles; in between, logarithms are
 * interpolated, for these distributions have long tails.
 */
public final class Quantiles {
    private final double[] shares;
    private final double[] values;

    /**
     * Takes pairs of a share and the value below which that share lies; from the share 0 to the
     * share 1, both rising.
     */
    public Quantiles(double... pairs) {
        shares = new double[pairs.length / 2];
        values = new double[pairs.length / 2];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = pairs[2 * i];
            values[i] = pairs[2 * i + 1];
        }
    }

    /**
     * The value at a share.
     *
     * @param share from 0 to 1; drawn evenly, it gives values of this distribution
     */
    public int at(double share) {
        int above = 1;
        while (above < shares.length - 1 && share > shares[above]) {
            above++;
        }
        double within = (share - shares[above - 1]) / (shares[above] - shares[above - 1]);
        // One more within the logarithm, so that 0 has one.
        double low = Math.log(values[above - 1] + 1);
        double high = Math.log(values[above] + 1);
        return (int) (Math.exp(low + (high - low) * Math.clamp(within, 0, 1)) - 1 + 1e-9);
    }
}
