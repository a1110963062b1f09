package dev.torrentcrates.eventlog;

import dev.torrentcrates.event.Event;
import dev.torrentcrates.event.Topic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends events, and returns when the brokers have them. Thread-safe. */
public final class EventProducer implements EventSink, AutoCloseable {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final KafkaProducer<String, byte[]> producer;

    private EventProducer(KafkaProducer<String, byte[]> producer) {
        this.producer = producer;
    }

    /** A producer; it needs no broker to start. */
    public static EventProducer start(String bootstrapServers, String clientId) {
        return new EventProducer(
                new KafkaProducer<>(
                        KafkaSettings.producer(bootstrapServers, clientId),
                        new StringSerializer(),
                        new ByteArraySerializer()));
    }

    @Override
    public void send(Topic<?> topic, List<? extends Event> events) throws EventLogException {
        sendRecords(events.stream().map(event -> EventRecords.write(topic, event)).toList());
    }

    @Override
    public void tombstone(Topic<?> topic, String partitionKey, String recordKey, long upTo)
            throws EventLogException {
        sendRecords(List.of(EventRecords.tombstone(topic, partitionKey, recordKey, upTo)));
    }

    /** Not flushed: what many threads send within the linger goes out together. */
    private void sendRecords(List<ProducerRecord<String, byte[]>> records)
            throws EventLogException {
        try {
            List<Future<RecordMetadata>> acknowledgements =
                    records.stream().map(producer::send).toList();
            for (Future<RecordMetadata> acknowledgement : acknowledgements) {
                acknowledgement.get();
            }
        } catch (ExecutionException | KafkaException e) {
            throw new EventLogException(records.size() + " events were not all acknowledged", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventLogException("interrupted while sending", e);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_PATIENCE);
    }
}
