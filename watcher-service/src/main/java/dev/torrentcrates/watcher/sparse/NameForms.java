package dev.torrentcrates.watcher.sparse;

import java.util.ArrayList;
import java.util.List;

/**
 * How a crate's file may be named whose name is known in canonical form alone, where {@code _} is
 * written as {@code -}. Pure.
 */
public final class NameForms {
    /** Of real names with more dashes nearly all are written in one way throughout. */
    private static final int MAX_MIXED_DASHES = 3;

    private NameForms() {}

    /**
     * The name with dashes, that with underscores, then those that mix them where there are few; at
     * most eight.
     */
    public static List<String> of(String canonicalName) {
        int dashes = (int) canonicalName.chars().filter(c -> c == '-').count();
        List<String> forms = new ArrayList<>();
        forms.add(canonicalName);
        if (dashes > 0) {
            forms.add(canonicalName.replace('-', '_'));
        }
        if (dashes > 1 && dashes <= MAX_MIXED_DASHES) {
            for (int mask = 1; mask < (1 << dashes) - 1; mask++) {
                forms.add(mixed(canonicalName, mask));
            }
        }
        return forms;
    }

    private static String mixed(String name, int mask) {
        StringBuilder form = new StringBuilder(name);
        int dash = 0;
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '-') {
                form.setCharAt(i, (mask >> dash & 1) == 1 ? '_' : '-');
                dash++;
            }
        }
        return form.toString();
    }
}
