package dev.torrentcrates.torrentizer.upstream.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * As much of it as it takes to misbehave.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7541#section-6">RFC 7541, 6</a>
 */
public final class Hpack {
    /** The field of the static table whose name is that of the status. */
    private static final int STATUS = 8;

    private static final int TO_BE_REMEMBERED = 0x40;

    /** What was remembered last. */
    private static final byte LATEST = (byte) (0x80 | 62);

    /** Lengths from here on take more than a byte. */
    private static final int LONG = 127;

    private Hpack() {}

    /** The beginning of an answer: its status, and a field that is to be remembered. */
    public static byte[] headers(int status, String name, String value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(STATUS);
        write(String.valueOf(status), out);
        out.write(TO_BE_REMEMBERED);
        write(name, out);
        write(value, out);
        return out.toByteArray();
    }

    /** So many times the field that was remembered, in as many bytes. */
    public static byte[] again(int times) {
        byte[] fields = new byte[times];
        Arrays.fill(fields, LATEST);
        return fields;
    }

    private static void write(String text, ByteArrayOutputStream out) {
        out.write(Math.min(text.length(), LONG));
        if (text.length() >= LONG) {
            int rest = text.length() - LONG;
            for (; rest >= 128; rest >>= 7) {
                out.write(rest & 127 | 128);
            }
            out.write(rest);
        }
        out.writeBytes(text.getBytes(US_ASCII));
    }
}
