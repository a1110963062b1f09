package dev.torrentcrates.bench.index;

/**
 * Tells whether two sets of lines are the same, whatever their order, without holding them.
 *
 * @param count of the lines
 * @param sum of their hash codes
 */
public record LineDigest(long count, long sum) {
    /** Of no line. */
    public static final LineDigest NONE = new LineDigest(0, 0);

    /** With one line more, which is given without its line feed. */
    public LineDigest plus(String line) {
        return new LineDigest(count + 1, sum + line.hashCode());
    }

    /** With more lines. */
    public LineDigest plus(LineDigest more) {
        return new LineDigest(count + more.count, sum + more.sum);
    }
}
