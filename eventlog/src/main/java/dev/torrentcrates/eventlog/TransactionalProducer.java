package dev.torrentcrates.eventlog;

import dev.torrentcrates.event.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends lists of events, each all or nothing, and makes sure that only one producer of an id does:
 * whoever starts last fences the others. For one thread at a time.
 */
public final class TransactionalProducer implements AutoCloseable {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final String bootstrapServers;
    private final String transactionalId;
    private @Nullable KafkaProducer<String, byte[]> producer;
    private boolean fenced;

    private TransactionalProducer(String bootstrapServers, String transactionalId) {
        this.bootstrapServers = bootstrapServers;
        this.transactionalId = transactionalId;
    }

    /** A producer; it needs no broker to start, and takes over when it first publishes. */
    public static TransactionalProducer start(String bootstrapServers, String transactionalId) {
        return new TransactionalProducer(bootstrapServers, transactionalId);
    }

    /**
     * Publishes all of the events, or none.
     *
     * @throws FencedException where another producer took over; this one is of no more use
     * @throws EventLogException where the brokers did not take them; the same call may be made
     *     again. Where the answer to the commit was lost, it may have happened all the same.
     */
    public void publish(List<Outgoing> events) throws EventLogException {
        if (fenced) {
            throw new FencedException("fenced before: " + transactionalId, new KafkaException());
        }
        try {
            KafkaProducer<String, byte[]> open = open();
            open.beginTransaction();
            for (Outgoing outgoing : events) {
                Event event = outgoing.event();
                // An error of a send comes back from the commit, which waits for all of them.
                var _ = open.send(EventRecords.write(outgoing.topic(), event));
            }
            open.commitTransaction();
        } catch (KafkaException e) {
            if (isFencing(e) || !abort()) {
                fenced = true;
                discard();
                throw new FencedException("another " + transactionalId + " has taken over", e);
            }
            throw new EventLogException(events.size() + " events were not published", e);
        }
    }

    private KafkaProducer<String, byte[]> open() {
        KafkaProducer<String, byte[]> open = producer;
        if (open == null) {
            Map<String, Object> settings =
                    KafkaSettings.producer(bootstrapServers, transactionalId);
            settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
            open = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
            producer = open;
            open.initTransactions();
        }
        return open;
    }

    /**
     * Leaves the transaction, so that the producer can be used again; one that cannot even do that
     * is replaced by the next publish.
     *
     * @return false where it turns out that another producer has taken over
     */
    private boolean abort() {
        KafkaProducer<String, byte[]> open = producer;
        try {
            if (open != null) {
                open.abortTransaction();
            }
            return true;
        } catch (KafkaException | IllegalStateException e) {
            discard();
            return !isFencing(e);
        }
    }

    /** A producer in its final state wraps the reason in further exceptions. */
    private static boolean isFencing(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException) {
                return true;
            }
        }
        return false;
    }

    private void discard() {
        KafkaProducer<String, byte[]> open = producer;
        producer = null;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }

    @Override
    public void close() {
        KafkaProducer<String, byte[]> open = producer;
        producer = null;
        if (open != null) {
            open.close(CLOSE_PATIENCE);
        }
    }
}
