package dev.torrentcrates.torrent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes the encoding of BEP 3. Takes strings (as UTF-8), byte arrays, longs and ints, lists, and
 * maps whose keys are strings; keys are written in the order of their bytes whatever the map's
 * order is.
 */
public final class Bencode {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Bencode() {}

    /** Encodes a value; refuses other types with an {@link IllegalArgumentException}. */
    public static byte[] encode(Object value) {
        Bencode bencode = new Bencode();
        bencode.write(value);
        return bencode.out.toByteArray();
    }

    private void write(Object value) {
        switch (value) {
            case String text -> writeBytes(text.getBytes(UTF_8));
            case byte[] bytes -> writeBytes(bytes);
            case Long number -> writeAscii("i" + number + "e");
            case Integer number -> writeAscii("i" + number + "e");
            case List<?> list -> {
                out.write('l');
                list.forEach(this::write);
                out.write('e');
            }
            case Map<?, ?> map -> writeMap(map);
            default -> throw new IllegalArgumentException("cannot bencode " + value.getClass());
        }
    }

    private void writeMap(Map<?, ?> map) {
        SortedMap<byte[], Object> sorted = new TreeMap<>(Arrays::compareUnsigned);
        map.forEach((key, value) -> sorted.put(keyBytes(key), value));
        out.write('d');
        sorted.forEach(
                (key, value) -> {
                    writeBytes(key);
                    write(value);
                });
        out.write('e');
    }

    /** Keys may be binary too: {@code piece layers} and a scrape's {@code files} are keyed so. */
    private static byte[] keyBytes(Object key) {
        return switch (key) {
            case String text -> text.getBytes(UTF_8);
            case byte[] bytes -> bytes;
            default -> throw new IllegalArgumentException("not a bencode key: " + key.getClass());
        };
    }

    private void writeBytes(byte[] bytes) {
        writeAscii(bytes.length + ":");
        out.writeBytes(bytes);
    }

    private void writeAscii(String text) {
        out.writeBytes(text.getBytes(UTF_8));
    }
}
