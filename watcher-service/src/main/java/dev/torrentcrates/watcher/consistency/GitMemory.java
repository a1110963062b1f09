package dev.torrentcrates.watcher.consistency;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexLine;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When git's files changed, as far as this process has seen it; as many files as crates are
 * watched. For one thread at a time.
 */
final class GitMemory {
    private final Map<String, Sight> byPath = new HashMap<>();

    /**
     * Of one file.
     *
     * @param digest of the content
     * @param changed when this process first saw that content in another's place; null at first
     * @param committed no earlier than git's commit with it; null at first
     */
    private record Sight(String digest, @Nullable Instant changed, @Nullable Instant committed) {}

    /** Takes note of a file as it is now. */
    void see(IndexFile file, Instant committed, Instant now) {
        Sight before = byPath.get(file.path());
        String digest = digest(file);
        if (before == null) {
            byPath.put(file.path(), new Sight(digest, null, null));
        } else if (!before.digest().equals(digest)) {
            byPath.put(file.path(), new Sight(digest, now, committed));
        }
    }

    /** Whether a file is what was seen last. */
    boolean isAsSeen(IndexFile file) {
        Sight last = byPath.get(file.path());
        return last != null && last.digest().equals(digest(file));
    }

    /**
     * Whether a sparse file may be older than git's: it is served from caches.
     *
     * @param lastModified of the sparse file; null where nobody knows
     */
    boolean mayBeStale(IndexFile git, @Nullable Instant lastModified, Duration grace, Instant now) {
        Sight last = byPath.get(git.path());
        if (last != null && last.changed() != null && last.changed().plus(grace).isAfter(now)) {
            return true;
        }
        if (lastModified == null) {
            return false;
        }
        if (last != null && last.committed() != null && lastModified.isBefore(last.committed())) {
            return true;
        }
        return git.readableLines().stream()
                .map(IndexLine::pubtime)
                .flatMap(Optional::stream)
                .anyMatch(lastModified::isBefore);
    }

    /** Forgets all but these files. */
    void retain(Set<String> paths) {
        byPath.keySet().retainAll(paths);
    }

    private static String digest(IndexFile file) {
        return Sha256.ofContent(file.content()).hex();
    }
}
