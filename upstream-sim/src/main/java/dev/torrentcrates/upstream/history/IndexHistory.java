package dev.torrentcrates.upstream.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.event.Commit;
import dev.torrentcrates.index.IndexPath;
import dev.torrentcrates.upstream.git.GitIndex;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A history that a seed makes up, commit by commit, with all that happens to the index of crates.io
 * and some that never should. The same seed makes the same history, at the same times.
 */
public final class IndexHistory {
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    /** With mixed case, and names that are each other's beginnings. */
    private static final List<String> NAMES =
            List.of("a", "ab", "abc", "Abcd", "abcd-e", "abcd_f", "Serde_X", "tokio", "Zz-9", "q1");

    /** From which a crate's new version is taken. */
    private static final List<String> VERSIONS =
            List.of("0.1.0", "0.1.1", "0.2.0-rc.1", "1.0.0", "1.0.0+build.5", "1.1.0", "2.0.0");

    private static final int KINDS_OF_METADATA = 8;

    private final GitIndex index;
    private final Random random;

    /** Per crate, what stands in its file, in order. */
    private final Map<String, List<Entry>> crates = new TreeMap<>();

    private final List<Past> past = new ArrayList<>();
    private int commits;
    private int contents;

    private IndexHistory(GitIndex index, long seed) {
        this.index = index;
        this.random = new Random(seed);
    }

    /** A line, and how it stands there. */
    private record Entry(Line line, Shape shape) {
        String text() {
            return switch (shape) {
                case WHOLE -> line.json();
                case DAMAGED -> line.damaged();
                case NONSENSE -> "no line: " + line.content();
                case STRAY -> line.json().replace("\"name\":\"", "\"name\":\"stray-");
            };
        }
    }

    private enum Shape {
        WHOLE,
        DAMAGED,
        NONSENSE,
        STRAY
    }

    private record Past(String commit, Map<String, List<Entry>> crates) {}

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
        int what = random.nextInt(100);
        if (what < 3 && commits > 0) {
            index.squash("snapshot", nextTime());
            remember();
            return "squash";
        }
        if (what < 6 && past.size() > 3) {
            return forceBack();
        }
        if (what < 8) {
            commit(Map.of(".github/file", bytes("x" + commits)));
            return "a dot file";
        }
        int edits = what < 12 ? NAMES.size() * 2 : 1 + random.nextInt(2);
        List<String> done = new ArrayList<>();
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < edits; i++) {
            String crate = NAMES.get(random.nextInt(NAMES.size()));
            done.add(edit(crate) + " " + crate);
            files.put(IndexPath.of(CrateName.of(crate)), content(crate));
        }
        commit(files);
        return String.join(", ", done);
    }

    /** Repairs every damaged line, so that all that stands there can be read or never could. */
    public void settle() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        crates.forEach(
                (crate, entries) -> {
                    entries.replaceAll(
                            entry ->
                                    entry.shape() == Shape.DAMAGED
                                            ? new Entry(entry.line(), Shape.WHOLE)
                                            : entry);
                    files.put(IndexPath.of(CrateName.of(crate)), content(crate));
                });
        commit(files);
    }

    private String edit(String crate) {
        List<Entry> entries = crates.computeIfAbsent(crate, _ -> new ArrayList<>());
        int what = random.nextInt(20);
        if (entries.isEmpty() || what < 5) {
            return publish(crate, entries);
        }
        int at = random.nextInt(entries.size());
        Entry entry = entries.get(at);
        if (entry.shape() == Shape.NONSENSE || entry.shape() == Shape.STRAY) {
            entries.remove(at);
            return "tidy up";
        }
        Line line = entry.line();
        return switch (what) {
            case 5, 6 -> put(entries, at, line.yanked(), Shape.WHOLE, "yank");
            case 7, 8 -> put(entries, at, line.unyanked(), Shape.WHOLE, "unyank");
            case 9, 10 -> {
                Line other = line.withMetadata(random.nextInt(KINDS_OF_METADATA));
                yield put(entries, at, other, Shape.WHOLE, "metadata");
            }
            case 11 -> put(entries, at, line.with(newContent()), Shape.WHOLE, "cksum");
            case 12 -> put(entries, at, line, Shape.DAMAGED, "damage");
            case 13 -> put(entries, at, line, Shape.WHOLE, "repair");
            case 14 -> {
                entries.add(new Entry(line.with(newContent()), Shape.NONSENSE));
                yield "nonsense";
            }
            case 15 -> {
                entries.add(new Entry(line.with(newContent()), Shape.STRAY));
                yield "stray line";
            }
            case 16 -> {
                Collections.shuffle(entries, random);
                yield "other order";
            }
            case 17 -> {
                entries.clear();
                yield "delete crate";
            }
            default -> {
                entries.remove(at);
                yield "delete version";
            }
        };
    }

    private String publish(String crate, List<Entry> entries) {
        String version = VERSIONS.get(random.nextInt(VERSIONS.size()));
        if (entries.stream().anyMatch(entry -> entry.line().version().equals(version))) {
            return "nothing";
        }
        Line.Yank yank = random.nextInt(8) == 0 ? Line.Yank.YES : Line.Yank.NO;
        int metadata = random.nextInt(KINDS_OF_METADATA);
        entries.add(new Entry(new Line(crate, version, newContent(), yank, metadata), Shape.WHOLE));
        return "publish";
    }

    private static String put(
            List<Entry> entries, int at, Line line, Shape shape, String description) {
        entries.set(at, new Entry(line, shape));
        return description;
    }

    private String forceBack() throws IOException {
        int back = 1 + random.nextInt(3);
        for (int i = 0; i < back; i++) {
            past.removeLast();
        }
        Past to = past.getLast();
        index.force(to.commit());
        crates.clear();
        to.crates().forEach((crate, entries) -> crates.put(crate, new ArrayList<>(entries)));
        return "force back by " + back;
    }

    private void commit(Map<String, byte[]> files) throws IOException {
        Map<String, byte[]> all = new TreeMap<>(files);
        all.put("config.json", bytes("{\"dl\":\"http://127.0.0.1/\"}"));
        index.commit(all, "step " + commits, nextTime());
        remember();
    }

    private void remember() throws IOException {
        Commit head = index.head().orElseThrow();
        Map<String, List<Entry>> copy = new TreeMap<>();
        crates.forEach((crate, entries) -> copy.put(crate, List.copyOf(entries)));
        past.add(new Past(head.id(), copy));
    }

    private byte[] content(String crate) {
        StringBuilder content = new StringBuilder();
        for (Entry entry : crates.getOrDefault(crate, List.of())) {
            content.append(entry.text()).append('\n');
        }
        return bytes(content.toString());
    }

    private Instant nextTime() {
        return BEGINNING.plusSeconds(++commits);
    }

    private String newContent() {
        return "content " + ++contents;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
