package dev.torrentcrates.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.torrentcrates.crate.Shown;
import dev.torrentcrates.event.DeadLetter;
import dev.torrentcrates.event.EncodedEvent;
import dev.torrentcrates.event.Event;
import dev.torrentcrates.event.EventCodec;
import dev.torrentcrates.event.InvalidEventException;
import dev.torrentcrates.event.Topic;
import dev.torrentcrates.event.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Between events and Kafka's records. */
final class EventRecords {
    private static final String SOURCE = "/torrent-crates";
    private static final String UP_TO = "indexOffset";
    private static final Map<String, Topic<? extends Event>> BY_NAME =
            Topics.ALL.stream().collect(Collectors.toMap(Topic::name, Function.identity()));

    private EventRecords() {}

    static ProducerRecord<String, byte[]> write(Topic<?> topic, Event event) {
        if (!topic.events().isInstance(event)) {
            throw new IllegalArgumentException(event.getClass() + " is not for " + topic.name());
        }
        EncodedEvent encoded = EventCodec.encode(event);
        ProducerRecord<String, byte[]> out =
                keyed(topic, event.partitionKey(), event.recordKey(), encoded.bytes());
        Headers headers = out.headers();
        headers.add("ce_specversion", bytes("1.0"));
        headers.add("ce_id", bytes(encoded.id()));
        headers.add("ce_type", bytes(encoded.type()));
        headers.add("ce_source", bytes(SOURCE));
        headers.add("ce_time", bytes(event.time().toString()));
        headers.add("content-type", bytes("application/json"));
        return out;
    }

    static ProducerRecord<String, byte[]> tombstone(
            Topic<?> topic, String partitionKey, String recordKey, long upTo) {
        ProducerRecord<String, byte[]> out = keyed(topic, partitionKey, recordKey, null);
        if (upTo != Recorded.EVERYTHING) {
            out.headers().add(UP_TO, bytes(Long.toString(upTo)));
        }
        return out;
    }

    /**
     * The partition comes from the crate even where the key is finer, so that a crate's records
     * meet in one partition on every topic.
     */
    private static ProducerRecord<String, byte[]> keyed(
            Topic<?> topic, String partitionKey, String recordKey, byte @Nullable [] data) {
        int partition = BuiltInPartitioner.partitionForKey(bytes(partitionKey), topic.partitions());
        return new ProducerRecord<>(topic.name(), partition, recordKey, data);
    }

    static EventBatch read(Iterable<ConsumerRecord<String, byte[]>> polled) {
        List<Recorded> records = new ArrayList<>();
        List<DeadLetter.UnreadableRecord> unreadable = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> one : polled) {
            try {
                records.add(read(one));
            } catch (InvalidEventException e) {
                unreadable.add(
                        new DeadLetter.UnreadableRecord(
                                one.topic(),
                                one.partition(),
                                one.offset(),
                                Shown.briefly(String.valueOf(e.getMessage())),
                                Instant.ofEpochMilli(one.timestamp())));
            }
        }
        return new EventBatch(records, unreadable);
    }

    private static Recorded read(ConsumerRecord<String, byte[]> in) {
        Topic<? extends Event> topic = BY_NAME.get(in.topic());
        if (topic == null) {
            throw new IllegalStateException("nobody declared the topic " + in.topic());
        }
        String key = in.key() == null ? "" : in.key();
        if (in.value() == null) {
            long upTo = upTo(in.headers());
            return new Recorded(topic, in.partition(), in.offset(), key, null, upTo);
        }
        Event event = EventCodec.decode(topic, header(in.headers(), "ce_type"), in.value());
        return new Recorded(topic, in.partition(), in.offset(), key, event);
    }

    private static long upTo(Headers headers) {
        if (headers.lastHeader(UP_TO) == null) {
            return Recorded.EVERYTHING;
        }
        String value = header(headers, UP_TO);
        if (!value.matches("[0-9]{1,18}")) {
            throw new InvalidEventException("no offset: " + Shown.briefly(value));
        }
        return Long.parseLong(value);
    }

    private static String header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            throw new InvalidEventException("no header " + name);
        }
        return new String(header.value(), UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
