package dev.torrentcrates.crate;

import java.util.Locale;

/**
 * The name of a crate, in the case in which it was published.
 *
 * <p>crates.io's rule: ASCII letters, digits, {@code -} and {@code _}, a letter first, at most 64
 * characters. A valid name is therefore safe in a path, a URL and a Kafka key.
 *
 * @param value such as {@code serde_json}
 */
public record CrateName(String value) implements Comparable<CrateName> {
    private static final int MAX_LENGTH = 64;

    /** Refuses, with an {@link IllegalArgumentException} that says why, what crates.io refuses. */
    public CrateName {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a crate name has 1 to 64 characters; "
                            + Shown.briefly(value)
                            + " has "
                            + value.length());
        }
        if (!isLetter(value.charAt(0)) || !value.chars().allMatch(CrateName::isNameCharacter)) {
            throw new IllegalArgumentException(
                    "a crate name is letters, digits, - and _, a letter first; not "
                            + Shown.briefly(value));
        }
    }

    /** Reads a name. */
    public static CrateName of(String value) {
        return new CrateName(value);
    }

    /**
     * The form under which crates.io holds names unique: lower case, {@code _} written as {@code
     * -}. All that concerns one crate is ordered by it.
     */
    public String canonical() {
        return lowerCase().replace('_', '-');
    }

    /** The form in which the index names its files. */
    public String lowerCase() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public int compareTo(CrateName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isNameCharacter(int c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
}
