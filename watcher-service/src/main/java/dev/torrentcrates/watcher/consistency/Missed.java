package dev.torrentcrates.watcher.consistency;

import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexLine;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Says to what a published file is to be led, where the sparse index knows more. Pure. */
final class Missed {
    private Missed() {}

    /** Where it comes from what the log has of a file. */
    enum Origin {
        /** What the followed source gave. */
        FOLLOWED,
        /** Something of the sparse index too, so that it may have to be taken back. */
        CORRECTED
    }

    /**
     * Differences between the sources of upstream.
     *
     * @param lasting of which the sparse index is believed
     * @param young that leave the version as it is
     */
    record Upstream(
            IndexFile git, IndexFile sparse, Set<Difference> lasting, Set<Difference> young) {
        /** A version that stands nowhere, but for a line that cannot be read, is not deleted. */
        boolean hasDamaged(CrateVersion version) {
            return git.hasDamaged(version) || sparse.hasDamaged(version);
        }
    }

    /**
     * The file as it is to be published.
     *
     * @param log what the log has of it
     * @param upstream differences between the sources of upstream
     * @param watched which versions may come into the log
     */
    static IndexFile target(
            IndexFile log, Origin origin, Upstream upstream, Predicate<IndexLine> watched) {
        Map<CrateVersion, IndexLine> now = Differences.versions(log);
        Map<CrateVersion, IndexLine> there = Differences.versions(upstream.sparse());
        Set<CrateVersion> lasting = versions(upstream.lasting());
        Set<CrateVersion> young = versions(upstream.young());
        Set<CrateVersion> all = new LinkedHashSet<>(now.keySet());
        all.addAll(lasting);
        all.addAll(young);
        if (origin == Origin.CORRECTED) {
            there.values().stream().filter(watched).map(IndexLine::version).forEach(all::add);
        }
        List<String> lines = new ArrayList<>();
        for (CrateVersion version : all) {
            boolean taken =
                    lasting.contains(version)
                            || (origin == Origin.CORRECTED && !young.contains(version));
            IndexLine line = taken ? there.get(version) : now.get(version);
            if (line == null && upstream.hasDamaged(version)) {
                line = now.get(version);
            }
            if (line != null) {
                lines.add(line.json());
            }
        }
        return IndexFile.ofLines(log.path(), lines);
    }

    private static Set<CrateVersion> versions(Set<Difference> differences) {
        return differences.stream()
                .map(difference -> CrateVersion.of(difference.version()))
                .collect(Collectors.toSet());
    }
}
