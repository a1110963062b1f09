package dev.torrentcrates.watcher.watch;

import dev.torrentcrates.crate.Shown;
import java.util.Locale;

/**
 * A pattern for crate names: {@code *} stands for any run of characters, {@code ?} for one.
 *
 * @param pattern in canonical form: lower case, {@code -} for {@code _}, and a run of wildcards
 *     with its question marks first and one asterisk at most; so patterns that are the same for
 *     these reasons are equal
 */
public record Glob(String pattern) {
    /** A name has 64 characters; a pattern may have some asterisks more. */
    private static final int MAX_LENGTH = 128;

    /** Whether this is meant as a pattern, not as a name. */
    public static boolean isOne(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /** Reads a pattern. @throws IllegalArgumentException where no name could match it */
    static Glob of(String text) {
        String lower = text.toLowerCase(Locale.ROOT).replace('_', '-');
        if (lower.length() > MAX_LENGTH || !lower.chars().allMatch(Glob::isPatternCharacter)) {
            throw new IllegalArgumentException(
                    "a pattern is at most "
                            + MAX_LENGTH
                            + " letters, digits, -, _, * and ?, not "
                            + Shown.briefly(text));
        }
        return new Glob(inOrder(lower));
    }

    /**
     * Whether a canonical name matches. Takes at most as many steps as the lengths of both
     * multiplied: a failure after an asterisk goes back to the last asterisk only, which is enough,
     * since the earlier ones have then matched as little as they can.
     */
    boolean matches(String name) {
        int at = 0;
        int next = 0;
        int asterisk = -1;
        int taken = 0;
        while (at < name.length()) {
            char wanted = next < pattern.length() ? pattern.charAt(next) : 0;
            if (wanted == '*') {
                asterisk = next++;
                taken = at;
            } else if (wanted == '?' || wanted == name.charAt(at)) {
                next++;
                at++;
            } else if (asterisk >= 0) {
                next = asterisk + 1;
                at = ++taken;
            } else {
                return false;
            }
        }
        return next == pattern.length()
                || (next == pattern.length() - 1 && pattern.charAt(next) == '*');
    }

    private static String inOrder(String text) {
        StringBuilder ordered = new StringBuilder();
        boolean asterisk = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*') {
                asterisk = true;
            } else {
                if (asterisk && c != '?') {
                    ordered.append('*');
                    asterisk = false;
                }
                ordered.append(c);
            }
        }
        return ordered.append(asterisk ? "*" : "").toString();
    }

    private static boolean isPatternCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '*' || c == '?';
    }
}
