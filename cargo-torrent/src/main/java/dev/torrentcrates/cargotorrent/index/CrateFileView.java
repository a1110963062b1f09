package dev.torrentcrates.cargotorrent.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.index.InvalidIndexLineException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a crate's index file and what follows from it.
 *
 * @param known what was seen
 * @param merged what cargo is given
 * @param etag of what cargo is given; quoted, ASCII, and strong
 */
record CrateFileView(KnownFile known, IndexMerge.Merged merged, String etag) {
    static Optional<CrateFileView> of(String path, KnownFile known) {
        return known.merged(path)
                .map(
                        merged ->
                                new CrateFileView(
                                        known,
                                        merged,
                                        '"' + Sha256.ofContent(merged.content()).hex() + '"'));
    }

    /** About how much memory it holds on to. */
    long weight() {
        return merged.content().length + length(known.upstream()) + length(known.service());
    }

    /** The line of exactly this content. Only a line that has the cksum in it is looked into. */
    Optional<IndexLine> line(CrateVersion version, Sha256 cksum) {
        List<String> candidates =
                new String(merged.content(), UTF_8)
                        .lines()
                        .filter(line -> line.contains(cksum.hex()))
                        .toList();
        for (String candidate : candidates) {
            try {
                IndexLine line = IndexLine.parse(candidate);
                if (line.version().equals(version) && line.cksum().equals(cksum)) {
                    return Optional.of(line);
                }
            } catch (InvalidIndexLineException e) {
                // Cargo passes over such a line, too.
            }
        }
        return Optional.empty();
    }

    private static long length(byte @Nullable [] content) {
        return content == null ? 0 : content.length;
    }
}
