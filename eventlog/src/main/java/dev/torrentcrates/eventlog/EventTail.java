package dev.torrentcrates.eventlog;

import dev.torrentcrates.event.Event;
import dev.torrentcrates.event.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads topics from their beginning and then follows them: state that is folded from events has no
 * other home, so it starts anew with each tail. Never commits an offset. For one thread at a time.
 */
public final class EventTail implements AutoCloseable {
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);

    /** So that the end of a log in which nothing is left to read is noticed at once. */
    private static final Duration SHORT_POLL = Duration.ofMillis(50);

    /** Longer than a broker takes to restart. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    /** Of a tail that goes from partition to partition. */
    private static final int FETCH_WAIT_MILLIS = 10;

    private final KafkaConsumer<String, byte[]> consumer;

    /** Where each partition ended when it was assigned; what is still missing of that. */
    private final Map<TopicPartition, Long> missing = new HashMap<>();

    /** Assigned, but the brokers have not said yet where they end. */
    private final Set<TopicPartition> unmeasured = new HashSet<>();

    private boolean assigned;

    private EventTail(KafkaConsumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Who wants to know which partitions this member of a group owns. */
    public interface Ownership {
        /** These are now read, from their beginning. Called within {@link #poll}. */
        void gained(Set<Integer> partitions);

        /** These are somebody else's now. Called within {@link #poll}. */
        void lost(Set<Integer> partitions);
    }

    /**
     * Reads every partition of some topics. No broker is needed for that: the first poll asks them.
     */
    public static EventTail ofAll(String bootstrapServers, String clientId, List<Topic<?>> topics) {
        EventTail tail = new EventTail(open(KafkaSettings.consumer(bootstrapServers, clientId)));
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic<?> topic : topics) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                partitions.add(new TopicPartition(topic.name(), partition));
            }
        }
        tail.consumer.assign(partitions);
        tail.begin(partitions);
        return tail;
    }

    /** Reads one partition of a topic; {@link #turnTo} goes on with another one. */
    public static EventTail ofPartition(
            String bootstrapServers, String clientId, Topic<?> topic, int partition) {
        Map<String, Object> settings = KafkaSettings.consumer(bootstrapServers, clientId);
        // Or brokers hold back the answer at the end of one, and the next one's waits behind it.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
        EventTail tail = new EventTail(open(settings));
        tail.turnTo(topic, partition);
        return tail;
    }

    /** Reads this partition from its beginning, and no longer what it read so far. */
    public void turnTo(Topic<?> topic, int partition) {
        turnTo(topic, partition, 0);
    }

    /** As above, from an offset on; where it lies beyond the end, from the beginning. */
    public void turnTo(Topic<?> topic, int partition, long offset) {
        missing.clear();
        unmeasured.clear();
        List<TopicPartition> one = List.of(new TopicPartition(topic.name(), partition));
        consumer.assign(one);
        begin(one);
        if (offset > 0) {
            consumer.seek(one.getFirst(), offset);
        }
    }

    /**
     * Everything that stands on a topic now, tombstones left out, in the order of each partition.
     * All of it is held in memory: for tests, and for topics that are known to be small.
     */
    public static <E extends Event> List<E> readAll(String bootstrapServers, Topic<E> topic)
            throws EventLogException {
        List<E> events = new ArrayList<>();
        try (EventTail tail = ofAll(bootstrapServers, "read-" + topic.name(), List.of(topic))) {
            tail.readToEnd(
                    record -> {
                        if (record.event() != null) {
                            events.add(topic.events().cast(record.event()));
                        }
                    });
        }
        return events;
    }

    /**
     * Reads the partitions that a consumer group gives to this member.
     *
     * @param instanceId static membership: a member that comes back in time keeps its partitions
     */
    public static EventTail inGroup(
            String bootstrapServers,
            String groupId,
            String instanceId,
            Topic<?> topic,
            Ownership ownership) {
        Map<String, Object> settings = KafkaSettings.consumer(bootstrapServers, instanceId);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instanceId);
        EventTail tail = new EventTail(open(settings));
        tail.consumer.subscribe(List.of(topic.name()), tail.new Rebalance(ownership));
        return tail;
    }

    /**
     * The next events; none where there are no new ones or the brokers are away. What a poll has
     * returned never comes again, so its caller loses none of it.
     *
     * @throws FencedException where another member has taken this one's name in the group
     * @throws EventLogException where reading failed for a reason that waiting may mend; nothing
     *     was read then
     */
    public EventBatch poll(Duration timeout) throws EventLogException {
        // First, or the answer would have to wait for that of a fetch that finds nothing new.
        measure();
        EventBatch batch;
        try {
            batch = EventRecords.read(consumer.poll(timeout));
        } catch (FencedInstanceIdException e) {
            throw new FencedException("another member of the group has the same name", e);
        } catch (KafkaException e) {
            throw new EventLogException("cannot read the event log", e);
        }
        forgetReached();
        return batch;
    }

    /**
     * Reads all that stood in the log when this tail began; records that are no events are passed
     * over.
     *
     * @throws EventLogException as {@link #poll} does, and where the brokers stay silent
     */
    public void readToEnd(Consumer<Recorded> reader) throws EventLogException {
        long heard = System.nanoTime();
        measure();
        forgetReached(); // Where nothing stands, there is nothing to wait for.
        while (!caughtUp()) {
            EventBatch batch = poll(SHORT_POLL);
            batch.records().forEach(reader);
            if (!batch.isEmpty()) {
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > LONGEST_SILENCE.toNanos()) {
                throw new EventLogException("the brokers do not give what the log holds");
            }
        }
    }

    /** Whether all that stood in the log when this tail began has been returned by a poll. */
    public boolean caughtUp() {
        return assigned && unmeasured.isEmpty() && missing.isEmpty();
    }

    /**
     * Leaves at once. Nobody is told: there is no offset to commit, and a member of a group is
     * static, so that it keeps its partitions. Telling the brokers would have to wait until they
     * answer the fetch under way, half a second where nothing new comes.
     */
    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    private void begin(Collection<TopicPartition> partitions) {
        consumer.seekToBeginning(partitions);
        unmeasured.addAll(partitions);
        assigned = true;
    }

    /** Asks where the log ends, once for each partition; an answer may be some polls away. */
    private void measure() {
        if (unmeasured.isEmpty()) {
            return;
        }
        try {
            missing.putAll(consumer.endOffsets(unmeasured, ANSWER_PATIENCE));
            unmeasured.clear();
        } catch (KafkaException e) {
            // The brokers are away; asked again before the next poll.
        }
    }

    private void forgetReached() {
        missing.entrySet().removeIf(entry -> position(entry.getKey()) >= entry.getValue());
    }

    /** Known without asking anybody once records were returned; before that, not yet there. */
    private long position(TopicPartition partition) {
        try {
            return consumer.position(partition, Duration.ZERO);
        } catch (KafkaException e) {
            return 0;
        }
    }

    private static KafkaConsumer<String, byte[]> open(Map<String, Object> settings) {
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Within the consumer's poll, so in the caller's thread. */
    private final class Rebalance implements ConsumerRebalanceListener {
        private final Ownership ownership;

        Rebalance(Ownership ownership) {
            this.ownership = ownership;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            begin(partitions);
            ownership.gained(numbers(partitions));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            missing.keySet().removeAll(partitions);
            unmeasured.removeAll(partitions);
            ownership.lost(numbers(partitions));
        }

        private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
            Set<Integer> numbers = new TreeSet<>();
            partitions.forEach(partition -> numbers.add(partition.partition()));
            return numbers;
        }
    }
}
