package dev.torrentcrates.watcher.watch;

import dev.torrentcrates.crate.CrateName;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Crates, listed by name or described by patterns. Immutable.
 *
 * @param names in canonical form
 * @param globs each once
 */
public record NamePatterns(Set<String> names, List<Glob> globs) {
    /** No crate at all. */
    public static final NamePatterns NONE = new NamePatterns(Set.of(), List.of());

    /** Each pattern is tried on each crate; this many take some ten microseconds. */
    private static final int MAX_GLOBS = 1_000;

    /** Copies both. */
    public NamePatterns {
        names = Set.copyOf(names);
        globs = List.copyOf(globs);
    }

    /**
     * Reads names and patterns with {@code *} and {@code ?}.
     *
     * @param setting in which they stand, for the error message
     * @throws IllegalArgumentException that names the setting and says what to write
     */
    public static NamePatterns of(String setting, List<String> entries) {
        Set<String> names = new HashSet<>();
        Set<Glob> globs = new LinkedHashSet<>();
        for (String entry : entries) {
            String text = entry.strip();
            try {
                if (Glob.isOne(text)) {
                    globs.add(Glob.of(text));
                } else {
                    names.add(CrateName.of(text).canonical());
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        setting
                                + " is crates such as serde or tokio-*, with commas between: "
                                + e.getMessage(),
                        e);
            }
        }
        if (globs.size() > MAX_GLOBS) {
            throw new IllegalArgumentException(
                    "%s has at most %s patterns with * or ?, not %s: write names, or wider patterns"
                            .formatted(setting, MAX_GLOBS, globs.size()));
        }
        return new NamePatterns(names, List.copyOf(globs));
    }

    /** These, and crates that are listed elsewhere. */
    NamePatterns and(Collection<CrateName> more) {
        return new NamePatterns(
                Stream.concat(names.stream(), more.stream().map(CrateName::canonical))
                        .collect(Collectors.toSet()),
                globs);
    }

    /** Whether a crate is among them. */
    boolean match(String canonicalName) {
        if (names.contains(canonicalName)) {
            return true;
        }
        for (Glob glob : globs) {
            if (glob.matches(canonicalName)) {
                return true;
            }
        }
        return false;
    }

    /** How many entries. */
    int size() {
        return names.size() + globs.size();
    }
}
