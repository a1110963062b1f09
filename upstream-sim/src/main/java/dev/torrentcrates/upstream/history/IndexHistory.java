package dev.torrentcrates.upstream.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.torrentcrates.event.Commit;
import dev.torrentcrates.upstream.git.GitIndex;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A history that a seed makes up, commit by commit, with all that happens to the index of crates.io
 * and some that never should: every {@link Happening} there is. The same seed makes the same
 * history, at the same times.
 */
public final class IndexHistory {
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    /** Commits that a branch may be forced back by; crates.io's never was by many. */
    private static final int MOST_BACK = 3;

    /** Crates in a commit. crates.io has one, as a rule; the order within a commit needs two. */
    private static final int MOST_EDITED = 2;

    private final GitIndex index;
    private final Random random;
    private final CrateEdits edits;

    /** By canonical name; a crate that was never there has none. */
    private final SortedMap<String, CrateFile> crates = new TreeMap<>();

    private final List<Past> past = new ArrayList<>();
    private List<Happened> last = List.of();
    private int commits;

    private IndexHistory(GitIndex index, long seed) {
        this.index = index;
        this.random = new Random(seed);
        this.edits = new CrateEdits(random);
    }

    /**
     * What a step does, each with its share of all steps. crates.io squashes a few times a year,
     * and its branch hardly ever goes back; here a hundred steps have each kind once or more, and
     * most steps are what most commits are.
     */
    private enum Kind {
        SQUASH(3),
        FORCE_BACK(3),
        DOT_FILE(2),
        CONFIG(2),
        NOTHING(2),
        /** As a bulk job does. */
        EDIT_OF_EVERY_CRATE(3),
        EDIT(85);

        private static final int ALL = Stream.of(values()).mapToInt(kind -> kind.share).sum();

        private final int share;

        Kind(int share) {
            this.share = share;
        }

        static Kind drawn(Random random) {
            int left = random.nextInt(ALL);
            for (Kind kind : values()) {
                left -= kind.share;
                if (left < 0) {
                    return kind;
                }
            }
            throw new AssertionError("the shares are not all");
        }
    }

    private record Past(String commit, SortedMap<String, CrateFile> crates) {}

    /**
     * What a step did, once.
     *
     * @param what always true: a yank has yanked what was not
     * @param crate its canonical name; empty where it is about no crate
     */
    public record Happened(Happening what, String crate) {
        @Override
        public String toString() {
            return crate.isEmpty() ? what.name() : what + " " + crate;
        }
    }

    /** Begins in an index that this history alone writes. */
    public static IndexHistory of(GitIndex index, long seed) {
        return new IndexHistory(index, seed);
    }

    /**
     * Makes one commit, or moves the branch.
     *
     * @return what happened, for whoever has to find out why a test failed
     */
    public String step() throws IOException {
        switch (nextKind()) {
            case EDIT -> last = edit(1 + random.nextInt(MOST_EDITED));
            case EDIT_OF_EVERY_CRATE -> last = edit(Names.canonical().size());
            case SQUASH -> {
                index.squash("snapshot", nextTime());
                remember();
                last = ofIndex(Happening.SQUASHED);
            }
            case FORCE_BACK -> {
                forceBack();
                last = ofIndex(Happening.FORCED_BACK);
            }
            case DOT_FILE -> {
                commit(Map.of(random.nextBoolean() ? ".gitignore" : ".github/file", changing()));
                last = ofIndex(Happening.DOT_FILE_CHANGED);
            }
            case CONFIG -> {
                commit(Map.of("config.json", changing()));
                last = ofIndex(Happening.CONFIG_CHANGED);
            }
            case NOTHING -> {
                commit(Map.of());
                last = ofIndex(Happening.NOTHING);
            }
        }
        return last.stream().map(Happened::toString).collect(Collectors.joining(", "));
    }

    /** What the last step did; to a crate at most one thing. */
    public List<Happened> last() {
        return last;
    }

    /** Repairs every damaged line, so that all that stands there can be read or never could. */
    public void settle() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        crates.replaceAll((_, file) -> file.mended());
        crates.values().forEach(file -> files.put(file.path(), file.content()));
        commit(files);
    }

    private Kind nextKind() {
        Kind drawn = Kind.drawn(random);
        boolean isTooEarly = commits == 0 || (drawn == Kind.FORCE_BACK && past.size() <= MOST_BACK);
        return isTooEarly ? Kind.EDIT : drawn;
    }

    private List<Happened> edit(int howMany) throws IOException {
        List<String> names = new ArrayList<>(Names.canonical());
        Collections.shuffle(names, random);
        List<Happened> happened = new ArrayList<>();
        Map<String, byte[]> files = new TreeMap<>();
        for (String name : names.subList(0, howMany)) {
            CrateFile before = crates.getOrDefault(name, new CrateFile(name, List.of()));
            CrateEdits.Edit edit = edits.edit(before);
            files.put(before.path(), new byte[0]);
            files.put(edit.file().path(), edit.file().content());
            crates.put(name, edit.file());
            happened.add(new Happened(edit.happening(), name));
        }
        commit(files);
        return happened;
    }

    private void forceBack() throws IOException {
        int back = 1 + random.nextInt(MOST_BACK);
        for (int i = 0; i < back; i++) {
            past.removeLast();
        }
        Past to = past.getLast();
        index.force(to.commit());
        crates.clear();
        crates.putAll(to.crates());
    }

    private void commit(Map<String, byte[]> files) throws IOException {
        Map<String, byte[]> all = new TreeMap<>(files);
        if (past.isEmpty()) {
            all.putIfAbsent("config.json", changing());
        }
        index.commit(all, "step " + commits, nextTime());
        remember();
    }

    private void remember() throws IOException {
        Commit head = index.head().orElseThrow();
        past.add(new Past(head.id(), new TreeMap<>(crates)));
    }

    private Instant nextTime() {
        return BEGINNING.plusSeconds(++commits);
    }

    /** JSON that is another each time. */
    private byte[] changing() {
        return "{\"dl\":\"http://127.0.0.1/%s\"}".formatted(commits).getBytes(UTF_8);
    }

    private static List<Happened> ofIndex(Happening what) {
        return List.of(new Happened(what, ""));
    }
}
