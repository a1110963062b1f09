package dev.torrentcrates.watcher.consistency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.index.IndexLine;

/**
 * A version as one source has it.
 *
 * @param cksum of the crate file
 * @param line the first 12 hex digits of the sha256 of the whole line: tells apart lines that
 *     differ in something else
 */
public record Seen(String cksum, boolean yanked, String line) {
    private static final int LINE_DIGITS = 12;

    static Seen of(IndexLine line) {
        return new Seen(
                line.cksum().hex(),
                line.yanked(),
                Sha256.ofContent(line.json().getBytes(UTF_8)).hex().substring(0, LINE_DIGITS));
    }

    /**
     * Whether cargo would take one for the other; a visible line has more in it than upstream's.
     */
    boolean isLike(Seen other) {
        return cksum.equals(other.cksum) && yanked == other.yanked;
    }
}
