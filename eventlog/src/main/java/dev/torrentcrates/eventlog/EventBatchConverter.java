package dev.torrentcrates.eventlog;

import io.smallrye.reactive.messaging.MessageConverter;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.Type;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Lets a method on an incoming channel take an {@link EventBatch}. The channel has {@code
 * batch=true}, string keys and byte array values. The application indexes this module ({@code
 * quarkus.index-dependency}), so that the bean is found.
 */
@ApplicationScoped
public class EventBatchConverter implements MessageConverter {
    @Override
    public boolean canConvert(Message<?> in, Type target) {
        return target == EventBatch.class
                && in.getMetadata(IncomingKafkaRecordBatchMetadata.class).isPresent();
    }

    @Override
    @SuppressWarnings("unchecked") // The channel's deserialisers are part of the contract above.
    public Message<?> convert(Message<?> in, Type target) {
        IncomingKafkaRecordBatchMetadata<String, byte[]> metadata =
                in.getMetadata(IncomingKafkaRecordBatchMetadata.class).orElseThrow();
        Iterable<ConsumerRecord<String, byte[]>> records = metadata.getRecords();
        return in.withPayload(EventRecords.read(records));
    }
}
