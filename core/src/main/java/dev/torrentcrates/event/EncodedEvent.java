package dev.torrentcrates.event;

/**
 * An event in CloudEvents' binary mode.
 *
 * @param id {@code ce_id}: the same event has the same id however often it is sent
 * @param type {@code ce_type}, such as {@code dev.torrentcrates.VersionPublished}
 * @param data the JSON; on the wire in UTF-8
 */
public record EncodedEvent(String id, String type, String data) {}
