package dev.torrentcrates.watcher.consistency;

import dev.torrentcrates.index.IndexChange;
import dev.torrentcrates.index.IndexDiff;
import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.watcher.sparse.SparseFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One round through the watched crates: what differs, since when, and what of it was missed. Pure
 * but for what it gathers.
 */
final class Round {
    /** All versions of the thousand largest crates, should our own index be empty. */
    private static final int MAX_TRACKED = 200_000;

    /** The rest has to wait for the next round. */
    private static final int MAX_FILES_MISSED = 1_000;

    private final ReconcilerSettings settings;
    private final GitMemory git;
    private final Map<Difference, Instant> before;
    private final int crates;
    private final Map<Difference, Instant> found = new LinkedHashMap<>();
    private final Map<String, MissedFile> missed = new LinkedHashMap<>();
    private final Set<String> paths = new HashSet<>();
    private final List<String> unreadable = new ArrayList<>();
    private int total;

    /**
     * A round; nothing is compared yet.
     *
     * @param before since when the differences of the last round have lasted
     * @param crates how many will be compared
     */
    Round(ReconcilerSettings settings, GitMemory git, Map<Difference, Instant> before, int crates) {
        this.settings = settings;
        this.git = git;
        this.before = before;
        this.crates = crates;
    }

    /**
     * A file as everybody has it.
     *
     * @param git upstream's, up to which everything is published
     * @param log what is published of that
     * @param visible null where nobody asked
     */
    record Files(
            IndexFile git, IndexFile log, SparseFiles.Found sparse, @Nullable IndexFile visible) {}

    /**
     * What was missed of a file.
     *
     * @param log what the log had of it
     * @param target what the log has of it once that is told
     */
    record MissedFile(IndexFile log, IndexFile target, List<IndexChange> changes) {
        long deletions() {
            return changes.stream().filter(IndexChange.Deleted.class::isInstance).count();
        }
    }

    /**
     * What is to be published.
     *
     * @param files by their paths
     * @param withheld deletions that are not, since they are too many
     */
    record Outcome(Map<String, MissedFile> files, long withheld) {
        Outcome without(String path) {
            Map<String, MissedFile> rest = new LinkedHashMap<>(files);
            rest.remove(path);
            return new Outcome(rest, withheld);
        }

        List<IndexFile> targets() {
            return files.values().stream().map(MissedFile::target).toList();
        }

        long events() {
            return files.values().stream().mapToLong(file -> file.changes().size()).sum();
        }
    }

    /**
     * What the round found.
     *
     * @param crates how many were compared
     * @param differences since when each has lasted; a bounded part of them
     * @param total how many there are
     * @param unreadable crates that were left out, since no version can be read of their sparse
     *     files
     */
    record Findings(
            int crates, Map<Difference, Instant> differences, int total, List<String> unreadable) {}

    /** Compares a file. */
    void compare(Files files, Predicate<IndexLine> watched, Instant now) {
        paths.add(files.git().path());
        Set<Difference> lasting = new HashSet<>();
        Set<Difference> young = new HashSet<>();
        for (Difference difference :
                Differences.of(files.git(), files.sparse().file(), files.visible(), watched)) {
            total++;
            Instant since = before.getOrDefault(difference.key(), now);
            if (found.size() < MAX_TRACKED) {
                found.put(difference, since);
            }
            if (difference.kind().isUpstream()) {
                boolean lasts = !since.plus(settings.grace()).isAfter(now);
                (lasts ? lasting : young).add(difference);
            }
        }
        if (missed.size() < MAX_FILES_MISSED
                && !git.mayBeStale(
                        files.git(), files.sparse().lastModified(), settings.grace(), now)) {
            decide(
                    files,
                    new Missed.Upstream(files.git(), files.sparse().file(), lasting, young),
                    watched);
        }
    }

    /** Leaves a crate out, of whose sparse file no version can be read. */
    void pass(String crate) {
        unreadable.add(crate);
    }

    private void decide(Files files, Missed.Upstream upstream, Predicate<IndexLine> watched) {
        IndexFile log = files.log();
        Missed.Origin origin = origin(files, watched);
        if (origin == Missed.Origin.FOLLOWED && upstream.lasting().isEmpty()) {
            return;
        }
        IndexFile target = Missed.target(log, origin, upstream, watched);
        List<IndexChange> changes = IndexDiff.between(log, target);
        if (!changes.isEmpty()) {
            missed.put(log.path(), new MissedFile(log, target, changes));
        }
    }

    /** Where the log has something that does not follow from git, it was corrected before. */
    private static Missed.Origin origin(Files files, Predicate<IndexLine> watched) {
        return IndexDiff.step(files.log(), files.git(), watched).changes().stream()
                        .allMatch(IndexChange.Unreadable.class::isInstance)
                ? Missed.Origin.FOLLOWED
                : Missed.Origin.CORRECTED;
    }

    /**
     * What is to be published: all that was missed, but no deletions where there are more of them
     * than may be. A server that loses its files is no reason to delete them here.
     */
    Outcome outcome() {
        long deletions = missed.values().stream().mapToLong(MissedFile::deletions).sum();
        if (deletions <= settings.maxDeletions()) {
            return new Outcome(missed, 0);
        }
        Map<String, MissedFile> rest = new LinkedHashMap<>(missed);
        rest.values().removeIf(file -> file.deletions() > 0);
        return new Outcome(rest, deletions);
    }

    /** Since when differences have lasted, for the next round. */
    Map<Difference, Instant> since() {
        Map<Difference, Instant> since = new HashMap<>();
        found.forEach((difference, first) -> since.put(difference.key(), first));
        return since;
    }

    Set<String> paths() {
        return paths;
    }

    Findings findings() {
        return new Findings(crates, found, total, unreadable);
    }
}
