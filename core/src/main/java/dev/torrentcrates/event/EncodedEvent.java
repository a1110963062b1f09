package dev.torrentcrates.event;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * An event in CloudEvents' binary mode.
 *
 * @param id {@code ce_id}: the same event has the same id however often it is sent
 * @param type {@code ce_type}, such as {@code dev.torrentcrates.VersionPublished}
 * @param bytes the JSON as it is on the wire, in UTF-8
 */
public record EncodedEvent(String id, String type, byte[] bytes) {
    /** The JSON as text. */
    public String data() {
        return new String(bytes, UTF_8);
    }
}
