package dev.torrentcrates.watcher.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which crates and versions may enter the feed. What has entered is followed for ever, whatever a
 * later selection says. Immutable, thread-safe, pure.
 *
 * <p>Names are compared in {@link CrateName#canonical() canonical} form. What is left out wins over
 * what is included. A look-up takes a hash or two, and a try of each pattern.
 */
public final class Selection {
    /** Every version of every crate. */
    public static final Selection EVERYTHING =
            new Selection(Base.ALL, NamePatterns.NONE, Map.of(), NamePatterns.NONE);

    private static final String ALL = "everything";

    /** Enough that two selections of one operator never meet: 64 bits. */
    private static final int FINGERPRINT_DIGITS = 16;

    private final Base base;
    private final NamePatterns whole;
    private final Map<String, Set<CrateVersion>> locked;
    private final NamePatterns excluded;
    private final String fingerprint;

    /** What may enter where nothing is said about it. */
    private enum Base {
        ALL,
        NOTHING
    }

    private Selection(
            Base base,
            NamePatterns whole,
            Map<String, Set<CrateVersion>> locked,
            NamePatterns excluded) {
        this.base = base;
        this.whole = whole;
        this.locked = locked;
        this.excluded = excluded;
        String digest =
                Sha256.ofContent(canonicalText().getBytes(UTF_8))
                        .hex()
                        .substring(0, FINGERPRINT_DIGITS);
        this.fingerprint =
                switch (base) {
                    case NOTHING -> digest;
                    case ALL -> excluded.size() == 0 ? ALL : ALL + "-but-" + digest;
                };
    }

    /** Everything but these crates. */
    public static Selection everythingBut(NamePatterns excluded) {
        return excluded.size() == 0
                ? EVERYTHING
                : new Selection(Base.ALL, NamePatterns.NONE, Map.of(), excluded);
    }

    /**
     * What is named, and nothing else.
     *
     * @param whole crates, with all their versions
     * @param lockFiles of whose crates the versions in them are taken, and no others
     * @param excluded crates that are left out of both
     */
    public static Selection of(
            NamePatterns whole, Collection<LockFile> lockFiles, NamePatterns excluded) {
        // What is excluded can be taken away here, but for what only a pattern includes: then two
        // ways to say the same give the same fingerprint, and nothing is read again for it.
        Set<String> names = new HashSet<>(whole.names());
        names.removeIf(excluded::match);
        Map<String, Set<CrateVersion>> locked = new HashMap<>();
        for (LockFile lockFile : lockFiles) {
            lockFile.versions()
                    .forEach(
                            (name, versions) -> {
                                if (!whole.match(name) && !excluded.match(name)) {
                                    locked.computeIfAbsent(name, _ -> new HashSet<>())
                                            .addAll(versions);
                                }
                            });
        }
        return new Selection(
                Base.NOTHING,
                new NamePatterns(names, whole.globs()),
                locked,
                whole.globs().isEmpty() ? NamePatterns.NONE : excluded);
    }

    /**
     * Whether any version of a crate may enter.
     *
     * @param canonicalName as {@link CrateName#canonical()} gives it
     */
    public boolean mayWatch(String canonicalName) {
        return !excluded.match(canonicalName)
                && (includesWhole(canonicalName) || locked.containsKey(canonicalName));
    }

    /** Whether this version may enter. */
    public boolean watches(CrateName name, CrateVersion version) {
        if (base == Base.ALL && excluded.size() == 0) {
            return true;
        }
        String canonicalName = name.canonical();
        return !excluded.match(canonicalName)
                && (includesWhole(canonicalName)
                        || locked.getOrDefault(canonicalName, Set.of()).contains(version));
    }

    /**
     * {@code everything}, {@code everything-but-} and 16 hex digits, or these alone where only what
     * is named may enter. The same selection has the same one, in whatever order and spelling it is
     * written, and after a restart; to keep, and to see a change by.
     */
    public String fingerprint() {
        return fingerprint;
    }

    /** Whether what nobody named may enter, by the fingerprint of a selection. */
    public static boolean isOpen(String fingerprint) {
        return fingerprint.startsWith(ALL);
    }

    /** In words for an operator, such as {@code 212 crates and 3 patterns, without 2}. */
    public String describe() {
        String included =
                base == Base.ALL
                        ? "everything"
                        : Stream.of(
                                        count(whole.names().size() + locked.size(), "crate"),
                                        count(whole.globs().size(), "pattern"))
                                .filter(part -> !part.isEmpty())
                                .collect(Collectors.joining(" and "));
        return (included.isEmpty() ? "nothing" : included)
                + (excluded.size() == 0 ? "" : ", without " + excluded.size());
    }

    /**
     * The canonical names of all crates that may enter; empty where they cannot be listed, since
     * everything, or what matches a pattern, is watched.
     */
    public Optional<SortedSet<String>> names() {
        if (base == Base.ALL || !whole.globs().isEmpty()) {
            return Optional.empty();
        }
        SortedSet<String> names = new TreeSet<>(whole.names());
        names.addAll(locked.keySet());
        return Optional.of(Collections.unmodifiableSortedSet(names));
    }

    @Override
    public String toString() {
        return describe();
    }

    private boolean includesWhole(String canonicalName) {
        return base == Base.ALL || whole.match(canonicalName);
    }

    /** Of each thing that counts a line, in order; names have no characters that could blur it. */
    private String canonicalText() {
        Stream<String> lines =
                Stream.of(
                                Stream.of("base " + base.name()),
                                lines("whole ", whole),
                                locked.entrySet().stream().flatMap(Selection::lines),
                                lines("without ", excluded))
                        .flatMap(each -> each);
        return lines.sorted().collect(Collectors.joining("\n"));
    }

    private static Stream<String> lines(String prefix, NamePatterns patterns) {
        return Stream.concat(
                        patterns.names().stream(), patterns.globs().stream().map(Glob::pattern))
                .map(entry -> prefix + entry);
    }

    private static Stream<String> lines(Map.Entry<String, Set<CrateVersion>> crate) {
        return crate.getValue().stream().map(version -> "locked " + crate.getKey() + " " + version);
    }

    private static String count(int number, String what) {
        return switch (number) {
            case 0 -> "";
            case 1 -> "1 " + what;
            default -> number + " " + what + "s";
        };
    }
}
