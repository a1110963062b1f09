package dev.torrentcrates.upstream.history;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * What stands in one line of a crate's file.
 *
 * @param line that stands there, stood there, or would have
 * @param shape how it stands there
 */
record Entry(Line line, Shape shape) {
    /** 0xff, which no UTF-8 has. */
    private static final char NOT_UTF8 = '\u00ff';

    enum Shape {
        WHOLE,
        DAMAGED,
        GARBLED,
        NONSENSE,
        NOT_UTF8,
        STRAY
    }

    static Entry whole(Line line) {
        return new Entry(line, Shape.WHOLE);
    }

    boolean isWhole() {
        return shape == Shape.WHOLE;
    }

    /** Whether it was a line once, and can be one again. */
    boolean isBroken() {
        return shape == Shape.DAMAGED || shape == Shape.GARBLED;
    }

    /** Whether it is about no version. */
    boolean isLitter() {
        return !isWhole() && !isBroken();
    }

    Entry as(Shape other) {
        return new Entry(line, other);
    }

    /** With no line feed at the end. */
    byte[] bytes() {
        String text =
                switch (shape) {
                    case WHOLE -> line.json();
                    case DAMAGED -> line.damaged();
                    case GARBLED -> line.json().replace("\"^1\"", "\"^1" + NOT_UTF8 + "\"");
                    case NONSENSE -> "no line: " + line.content();
                    case NOT_UTF8 -> "no text: " + NOT_UTF8 + line.content();
                    case STRAY -> line.json().replace("\"name\":\"", "\"name\":\"stray-");
                };
        return text.getBytes(ISO_8859_1);
    }
}
