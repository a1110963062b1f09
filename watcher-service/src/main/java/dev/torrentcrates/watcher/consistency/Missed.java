package dev.torrentcrates.watcher.consistency;

import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Says to what a published file is to be led, where the sparse index knows more. Pure. */
final class Missed {
    private Missed() {}

    /** What the log has of a file. */
    enum Known {
        /** What the followed source gave. */
        FOLLOWED,
        /** Something of the sparse index too, so that it may have to be taken back. */
        CORRECTED
    }

    /**
     * The file as it is to be published.
     *
     * @param log what the log has of it
     * @param differences between the sources of upstream, and whether each has lasted: those that
     *     have not leave the version as it is
     * @param watched which versions may come into the log
     */
    static IndexFile target(
            IndexFile log,
            Known known,
            IndexFile sparse,
            Map<Difference, Boolean> differences,
            Predicate<IndexLine> watched) {
        Map<CrateVersion, IndexLine> now = Differences.versions(log);
        Map<CrateVersion, IndexLine> there = Differences.versions(sparse);
        Map<CrateVersion, Boolean> lasting = new LinkedHashMap<>();
        differences.forEach(
                (difference, lasts) -> lasting.put(CrateVersion.of(difference.version()), lasts));
        Set<CrateVersion> all = new LinkedHashSet<>(now.keySet());
        all.addAll(lasting.keySet());
        if (known == Known.CORRECTED) {
            there.values().stream().filter(watched).map(IndexLine::version).forEach(all::add);
        }
        List<String> lines = new ArrayList<>();
        for (CrateVersion version : all) {
            boolean taken = lasting.getOrDefault(version, known == Known.CORRECTED);
            IndexLine line = taken ? there.get(version) : now.get(version);
            if (line != null) {
                lines.add(line.json());
            }
        }
        return IndexFile.ofLines(log.path(), lines);
    }
}
