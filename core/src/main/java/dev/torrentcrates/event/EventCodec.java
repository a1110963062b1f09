package dev.torrentcrates.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.torrentcrates.crate.Sha256;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.util.HexFormat;

/**
 * Writes and reads every event. The JSON is a function of the event alone: fields in a fixed order,
 * no clock, no locale; so an event sent twice is the same bytes under the same id.
 */
public final class EventCodec {
    private static final String TYPE_PREFIX = "dev.torrentcrates.";
    private static final JsonMapper MAPPER = new JsonMapper();

    /** 128 bits are plenty for an id that is unique by accident only. */
    private static final int ID_BYTES = 16;

    private EventCodec() {}

    /** Encodes any event. */
    public static EncodedEvent encode(Event event) {
        String type = TYPE_PREFIX + typeName(event);
        byte[] data;
        try {
            data = MAPPER.writeValueAsBytes(EventWriter.write(event));
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree of JSON nodes is always written", e);
        }
        return new EncodedEvent(id(type, data), type, data);
    }

    /**
     * Decodes a record of a topic.
     *
     * @param type its {@code ce_type}
     * @throws InvalidEventException where it is not an event of that topic
     */
    public static <E extends Event> E decode(Topic<E> topic, String type, byte[] data) {
        Event event = decode(type, data);
        if (!topic.events().isInstance(event)) {
            throw new InvalidEventException(type + " does not belong on " + topic.name());
        }
        return topic.events().cast(event);
    }

    private static Event decode(String type, byte[] data) {
        if (!type.startsWith(TYPE_PREFIX)) {
            throw new InvalidEventException("not a type of ours: " + type);
        }
        try {
            JsonNode json = MAPPER.readTree(data);
            if (json == null || !json.isObject()) {
                throw new InvalidEventException("no JSON object");
            }
            return EventReader.read(type.substring(TYPE_PREFIX.length()), (ObjectNode) json);
        } catch (IOException e) {
            throw new InvalidEventException(type + " is not JSON: " + e.getMessage(), e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new InvalidEventException(type + ": " + e.getMessage(), e);
        }
    }

    /** A forwarded change keeps its type: for a subscriber it is the same fact. */
    private static String typeName(Event event) {
        return event instanceof TorrentEvent.Forwarded forwarded
                ? typeName(forwarded.change())
                : event.getClass().getSimpleName();
    }

    private static String id(String type, byte[] data) {
        MessageDigest digest = Sha256.newDigest();
        digest.update(type.getBytes(UTF_8));
        digest.update((byte) '\n');
        return HexFormat.of().formatHex(digest.digest(data), 0, ID_BYTES);
    }
}
