package dev.torrentcrates.eventlog;

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
 * Sends events in transactions, each all or nothing, and makes sure that only one producer of an id
 * does: whoever takes over last fences the others. For one thread at a time.
 */
public final class TransactionalProducer implements AutoCloseable {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final String bootstrapServers;
    private final String transactionalId;
    private @Nullable KafkaProducer<String, byte[]> producer;
    private boolean inTransaction;
    private boolean fenced;

    private TransactionalProducer(String bootstrapServers, String transactionalId) {
        this.bootstrapServers = bootstrapServers;
        this.transactionalId = transactionalId;
    }

    /** A producer; it needs no broker to start. */
    public static TransactionalProducer start(String bootstrapServers, String transactionalId) {
        return new TransactionalProducer(bootstrapServers, transactionalId);
    }

    /**
     * Makes sure that this one is the producer of its id, before it sends anything: what another
     * one left open is brought to its end first. Does nothing where it already is.
     *
     * @throws EventLogException where the brokers do not answer; may be called again
     */
    public void takeOver() throws EventLogException {
        if (fenced) {
            throw new FencedException("fenced before: " + transactionalId, new KafkaException());
        }
        if (producer != null) {
            return;
        }
        Map<String, Object> settings = KafkaSettings.producer(bootstrapServers, transactionalId);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        try {
            producer =
                    new KafkaProducer<>(
                            settings, new StringSerializer(), new ByteArraySerializer());
            producer.initTransactions();
        } catch (KafkaException e) {
            discard();
            throw new EventLogException("cannot begin to publish as " + transactionalId, e);
        }
    }

    /**
     * Adds an event to the transaction under way, or to a new one. It may be on its way when this
     * returns, or wait for others; this blocks while too much waits.
     *
     * @throws FencedException where another producer took over; this one is of no more use
     * @throws EventLogException where the brokers do not take it; nothing of the transaction has
     *     happened then
     */
    public void send(Outgoing outgoing) throws EventLogException {
        KafkaProducer<String, byte[]> open = open();
        try {
            if (!inTransaction) {
                open.beginTransaction();
                inTransaction = true;
            }
            // An error of a send comes back from the commit, which waits for all of them.
            var _ = open.send(EventRecords.write(outgoing.topic(), outgoing.event()));
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    /**
     * Ends the transaction under way; nothing to do where there is none.
     *
     * @throws FencedException where another producer took over; this one is of no more use
     * @throws EventLogException where the brokers did not take it. Where only their answer was
     *     lost, it may have happened all the same.
     */
    public void commit() throws EventLogException {
        if (!inTransaction) {
            return;
        }
        try {
            open().commitTransaction();
            inTransaction = false;
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    /** Publishes all of the events, or none; throws as {@link #commit} does. */
    public void publish(List<Outgoing> events) throws EventLogException {
        for (Outgoing outgoing : events) {
            send(outgoing);
        }
        commit();
    }

    /** Leaves the transaction under way, if any: none of it has happened. */
    public void abandon() {
        if (inTransaction) {
            abort();
        }
    }

    /** One that could not even abort is none any more: whoever took over meanwhile stays. */
    private KafkaProducer<String, byte[]> open() throws EventLogException {
        if (fenced) {
            throw new FencedException("fenced before: " + transactionalId, new KafkaException());
        }
        KafkaProducer<String, byte[]> open = producer;
        if (open == null) {
            throw new EventLogException(transactionalId + " has to take over first");
        }
        return open;
    }

    private EventLogException failed(KafkaException failure) {
        if (isFencing(failure) || !abort()) {
            fenced = true;
            discard();
            return new FencedException("another " + transactionalId + " has taken over", failure);
        }
        return new EventLogException("events were not published", failure);
    }

    /**
     * Leaves the transaction, so that the producer can be used again; one that cannot even do that
     * is replaced by the next publish.
     *
     * @return false where it turns out that another producer has taken over
     */
    private boolean abort() {
        inTransaction = false;
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
        inTransaction = false;
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
