package dev.torrentcrates.watcher.consistency;

import dev.torrentcrates.index.IndexChange;
import dev.torrentcrates.index.IndexDiff;
import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.watcher.sparse.SparseFiles;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One round through the watched crates: what differs, since when, and what of it was missed. */
final class Round {
    private static final System.Logger LOG = System.getLogger(Round.class.getName());

    /** For a reader; the total says how many there are. */
    private static final int MAX_REPORTED = 1_000;

    /** For a reader, too. */
    private static final int MAX_NAMED = 10;

    /** More than an index of our own that is empty gives for the thousand largest crates. */
    private static final int MAX_TRACKED = 200_000;

    /** The rest has to wait for the next round. */
    private static final int MAX_FILES_MISSED = 1_000;

    private final ReconcilerSettings settings;
    private final GitMemory git;
    private final Ledger before;
    private final int crates;
    private final Map<Difference, Instant> found = new LinkedHashMap<>();
    private final Map<String, MissedFile> missed = new LinkedHashMap<>();
    private final Set<String> paths = new HashSet<>();
    private final List<String> unreadable = new ArrayList<>();
    private int total;
    private long withheld;

    Round(ReconcilerSettings settings, GitMemory git, Ledger before, int crates) {
        this.settings = settings;
        this.git = git;
        this.before = before;
        this.crates = crates;
    }

    /** Since when differences last. */
    record Ledger(Map<Difference, Instant> since) {
        static final Ledger EMPTY = new Ledger(Map.of());
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

    /** What was missed of a file, and what the log has of it once that is told. */
    record MissedFile(IndexFile target, List<IndexChange> changes) {
        long deletions() {
            return changes.stream().filter(IndexChange.Deleted.class::isInstance).count();
        }
    }

    /** What is to be published, by the path of the file. */
    record Outcome(Map<String, MissedFile> files) {
        Outcome without(String path) {
            Map<String, MissedFile> rest = new LinkedHashMap<>(files);
            rest.remove(path);
            return new Outcome(rest);
        }

        List<IndexFile> targets() {
            return files.values().stream().map(MissedFile::target).toList();
        }

        long events() {
            return files.values().stream().mapToLong(file -> file.changes().size()).sum();
        }
    }

    /** Compares a file. */
    void compare(Files files, Predicate<IndexLine> watched) {
        Instant now = settings.clock().instant();
        String path = files.git().path();
        paths.add(path);
        Map<Difference, Boolean> upstream = new LinkedHashMap<>();
        for (Difference difference :
                Differences.of(files.git(), files.sparse().file(), files.visible(), watched)) {
            total++;
            Instant since = before.since().getOrDefault(difference.key(), now);
            if (found.size() < MAX_TRACKED) {
                found.put(difference, since);
            }
            if (difference.kind().isUpstream()) {
                upstream.put(difference, !since.plus(settings.grace()).isAfter(now));
            }
        }
        if (missed.size() < MAX_FILES_MISSED
                && !git.mayBeStale(
                        files.git(), files.sparse().lastModified(), settings.grace(), now)) {
            decide(files, upstream, watched);
        }
    }

    /** Leaves a crate out, of whose sparse file no version can be read. */
    void pass(String crate) {
        unreadable.add(crate);
    }

    private void decide(
            Files files, Map<Difference, Boolean> upstream, Predicate<IndexLine> watched) {
        IndexFile log = files.log();
        Missed.Known known = known(files, watched);
        if (known == Missed.Known.FOLLOWED && !upstream.containsValue(true)) {
            return;
        }
        IndexFile target = Missed.target(log, known, files.sparse().file(), upstream, watched);
        List<IndexChange> changes = IndexDiff.between(log, target);
        if (!changes.isEmpty()) {
            missed.put(log.path(), new MissedFile(target, changes));
        }
    }

    /** Where the log has something that does not follow from git, it was corrected before. */
    private static Missed.Known known(Files files, Predicate<IndexLine> watched) {
        return IndexDiff.step(files.log(), files.git(), watched).changes().isEmpty()
                ? Missed.Known.FOLLOWED
                : Missed.Known.CORRECTED;
    }

    /**
     * What is to be published: all that was missed, but no deletions where there are more of them
     * than may be. A server that loses its files is no reason to delete them here.
     */
    Outcome outcome() {
        long deletions = missed.values().stream().mapToLong(MissedFile::deletions).sum();
        if (deletions <= settings.maxDeletions()) {
            return new Outcome(missed);
        }
        withheld = deletions;
        LOG.log(
                System.Logger.Level.ERROR,
                "the sparse index lacks {0} versions that git has, more than {1}: none of them is"
                        + " deleted",
                deletions,
                settings.maxDeletions());
        Map<String, MissedFile> rest = new LinkedHashMap<>(missed);
        rest.values().removeIf(file -> file.deletions() > 0);
        return new Outcome(rest);
    }

    Ledger ledger() {
        Map<Difference, Instant> since = new HashMap<>();
        found.forEach((difference, first) -> since.put(difference.key(), first));
        return new Ledger(since);
    }

    Set<String> paths() {
        return paths;
    }

    static ConsistencyReport nothingYet(URI sparse, VisibleIndex visible) {
        return new ConsistencyReport(
                true, null, 0, List.of(), 0, 0, 0, sources(sparse, visible), null);
    }

    ConsistencyReport report(URI sparse, VisibleIndex visible, Instant ended, long emitted) {
        List<ConsistencyReport.Entry> entries =
                found.entrySet().stream()
                        .sorted(Comparator.comparing(Map.Entry<Difference, Instant>::getValue))
                        .limit(MAX_REPORTED)
                        .map(each -> ConsistencyReport.Entry.of(each.getKey(), each.getValue()))
                        .toList();
        return new ConsistencyReport(
                true,
                ended,
                crates,
                entries,
                total,
                emitted,
                withheld,
                sources(sparse, visible),
                trouble());
    }

    private @Nullable String trouble() {
        return unreadable.isEmpty()
                ? null
                : "the sparse files of %s crates have no version, so that these are not compared: %s"
                        .formatted(
                                unreadable.size(),
                                unreadable.subList(0, Math.min(MAX_NAMED, unreadable.size())));
    }

    private static Map<String, String> sources(URI sparse, VisibleIndex visible) {
        return Map.of(
                "git", "published state",
                "sparse", sparse.toString(),
                "visible", visible.describe());
    }
}
