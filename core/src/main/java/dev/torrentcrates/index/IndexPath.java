package dev.torrentcrates.index;

import dev.torrentcrates.crate.CrateName;

/**
 * Where the index keeps the lines of a crate: {@code 1/a}, {@code 2/ab}, {@code 3/a/abc}, {@code
 * ab/cd/abcd}, all in lower case.
 *
 * @see <a href="https://doc.rust-lang.org/cargo/reference/registry-index.html#index-files">Index
 *     files</a>
 */
public final class IndexPath {
    private IndexPath() {}

    /** The path of a crate's file, with forward slashes. */
    public static String of(CrateName crate) {
        return prefix(crate) + "/" + crate.lowerCase();
    }

    /** The folder of a crate's file; cargo's {@code {lowerprefix}}. */
    public static String prefix(CrateName crate) {
        return prefix(crate.lowerCase());
    }

    /** The folder of a name in the case given; cargo's {@code {prefix}}. */
    public static String prefix(String name) {
        return switch (name.length()) {
            case 1 -> "1";
            case 2 -> "2";
            case 3 -> "3/" + name.charAt(0);
            default -> name.substring(0, 2) + "/" + name.substring(2, 4);
        };
    }

    /**
     * Whether a path of the index is a crate's file: not {@code config.json}, and nothing whose
     * name or folder begins with a dot.
     */
    public static boolean isCrateFile(String path) {
        return !path.equals("config.json") && !path.startsWith(".") && !path.contains("/.");
    }
}
