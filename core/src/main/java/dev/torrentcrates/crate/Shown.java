package dev.torrentcrates.crate;

/** Text from outside, made fit for an error message or a log line: bounded and printable. */
public final class Shown {
    private static final int MAX_LENGTH = 100;

    private Shown() {}

    /**
     * Quotes at most 100 characters of the text, anything unprintable replaced by a question mark.
     */
    public static String briefly(String text) {
        StringBuilder shown = new StringBuilder("'");
        text.chars()
                .limit(MAX_LENGTH)
                .map(c -> c >= ' ' && c < 127 ? c : '?')
                .forEach(c -> shown.append((char) c));
        return shown.append(text.length() > MAX_LENGTH ? "...'" : "'").toString();
    }
}
