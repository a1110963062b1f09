package dev.torrentcrates.watcher.consistency;

import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.watcher.consistency.Difference.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds what differs between the same file of several sources. Pure. */
final class Differences {
    private Differences() {}

    /**
     * What differs, in the order of the git file; at most one of the sources of upstream and one of
     * what is visible for each version.
     *
     * @param visible null where nobody asked
     * @param watched which versions count
     */
    static List<Difference> of(
            IndexFile git,
            IndexFile sparse,
            @Nullable IndexFile visible,
            Predicate<IndexLine> watched) {
        Map<CrateVersion, IndexLine> inGit = versions(git);
        Map<CrateVersion, IndexLine> inSparse = versions(sparse);
        Map<CrateVersion, IndexLine> seen = visible == null ? Map.of() : versions(visible);
        Set<CrateVersion> all = new LinkedHashSet<>(inGit.keySet());
        all.addAll(inSparse.keySet());
        all.addAll(seen.keySet());
        List<Difference> differences = new ArrayList<>();
        for (CrateVersion version : all) {
            IndexLine gitLine = inGit.get(version);
            IndexLine sparseLine = inSparse.get(version);
            IndexLine visibleLine = seen.get(version);
            IndexLine any =
                    gitLine != null ? gitLine : sparseLine != null ? sparseLine : visibleLine;
            if (any == null || !watched.test(any)) {
                continue;
            }
            Three three = new Three(see(gitLine), see(sparseLine), see(visibleLine));
            List<Kind> kinds = new ArrayList<>();
            three.ofUpstream().ifPresent(kinds::add);
            if (visible != null) {
                three.ofVisible().ifPresent(kinds::add);
            }
            for (Kind kind : kinds) {
                differences.add(
                        new Difference(
                                git.path(),
                                any.name().value(),
                                version.value(),
                                kind,
                                three.git(),
                                three.sparse(),
                                three.visible()));
            }
        }
        return differences;
    }

    /** The lines that can be read, by version; the first of those that stand there twice. */
    static Map<CrateVersion, IndexLine> versions(IndexFile file) {
        Map<CrateVersion, IndexLine> versions = new LinkedHashMap<>();
        file.readableLines().forEach(line -> versions.putIfAbsent(line.version(), line));
        return versions;
    }

    private static @Nullable Seen see(@Nullable IndexLine line) {
        return line == null ? null : Seen.of(line);
    }

    private record Three(@Nullable Seen git, @Nullable Seen sparse, @Nullable Seen visible) {
        Optional<Kind> ofUpstream() {
            if (git == null) {
                return sparse == null ? Optional.empty() : Optional.of(Kind.MISSING_IN_GIT);
            }
            if (sparse == null) {
                return Optional.of(Kind.MISSING_IN_SPARSE);
            }
            return git.equals(sparse) ? Optional.empty() : Optional.of(Kind.DIFFERENT);
        }

        Optional<Kind> ofVisible() {
            if (visible == null) {
                return git == null ? Optional.empty() : Optional.of(Kind.NOT_VISIBLE);
            }
            if (git == null && sparse == null) {
                return Optional.of(Kind.VISIBLE_BUT_GONE);
            }
            boolean known =
                    (git != null && visible.isLike(git))
                            || (sparse != null && visible.isLike(sparse));
            return known ? Optional.empty() : Optional.of(Kind.VISIBLE_OTHERWISE);
        }
    }
}
