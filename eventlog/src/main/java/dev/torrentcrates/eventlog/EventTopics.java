package dev.torrentcrates.eventlog;

import dev.torrentcrates.event.Topic;
import dev.torrentcrates.event.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics that are missing, and checks those that are there. */
public final class EventTopics {
    /** Some five seconds in all; the caller tries again. */
    private static final int MAX_DESCRIPTIONS = 50;

    private static final Duration PAUSE_TO_HEAR_OF_A_TOPIC = Duration.ofMillis(100);

    private EventTopics() {}

    /**
     * Makes sure that every topic is there as declared.
     *
     * @throws TopicMismatchException where a topic has another number of partitions or another
     *     cleanup; nothing is changed then
     * @throws EventLogException where the brokers do not answer within seconds, or refuse; the same
     *     call may be made again
     */
    public static void ensure(String bootstrapServers) throws EventLogException {
        Map<String, Object> settings = KafkaSettings.client(bootstrapServers, "topics");
        settings.put("default.api.timeout.ms", 10_000);
        settings.put("request.timeout.ms", 5_000);
        Admin admin = open(settings, bootstrapServers);
        try {
            create(admin);
            check(admin);
            awaitLeaders(admin);
        } catch (ExecutionException e) {
            throw new EventLogException(
                    "the topics at " + bootstrapServers + " cannot be made sure of", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventLogException("interrupted while waiting for brokers", e);
        } finally {
            admin.close(Duration.ZERO); // or it waits for calls that nobody waits for any more
        }
    }

    private static Admin open(Map<String, Object> settings, String bootstrapServers)
            throws EventLogException {
        try {
            return Admin.create(settings);
        } catch (KafkaException e) {
            throw new EventLogException("no client for " + bootstrapServers, e);
        }
    }

    private static void create(Admin admin) throws ExecutionException, InterruptedException {
        Set<String> there = admin.listTopics().names().get();
        List<NewTopic> missing =
                Topics.ALL.stream()
                        .filter(topic -> !there.contains(topic.name()))
                        .map(EventTopics::asNewTopic)
                        .toList();
        for (var created : admin.createTopics(missing).values().values()) {
            try {
                created.get();
            } catch (ExecutionException e) {
                // Another service was a moment faster; what it made is checked below.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private static NewTopic asNewTopic(Topic<?> topic) {
        Map<String, String> settings = new HashMap<>();
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup(topic));
        settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention(topic)));
        settings.put(TopicConfig.COMPRESSION_TYPE_CONFIG, Topic.COMPRESSION);
        settings.put(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Topic.MAX_MESSAGE_BYTES));
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                .configs(settings);
    }

    private static void check(Admin admin) throws ExecutionException, InterruptedException {
        List<String> names = Topics.ALL.stream().map(Topic::name).toList();
        Map<String, TopicDescription> descriptions = describe(admin, names);
        List<ConfigResource> resources = names.stream().map(EventTopics::resource).toList();
        Map<ConfigResource, Config> configs = admin.describeConfigs(resources).all().get();
        for (Topic<?> topic : Topics.ALL) {
            TopicDescription description = descriptions.get(topic.name());
            Config config = configs.get(resource(topic.name()));
            if (description == null || config == null) {
                throw new TopicMismatchException("the topic " + topic.name() + " is gone again");
            }
            expect(topic, "partitions", topic.partitions(), description.partitions().size());
            String cleanup = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
            expect(topic, TopicConfig.CLEANUP_POLICY_CONFIG, cleanup(topic), cleanup);
        }
    }

    /** A broker may not have heard yet of what was created a moment ago. */
    private static Map<String, TopicDescription> describe(Admin admin, List<String> names)
            throws ExecutionException, InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return admin.describeTopics(names).allTopicNames().get();
            } catch (ExecutionException e) {
                if (tries == MAX_DESCRIPTIONS
                        || !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                Thread.sleep(PAUSE_TO_HEAR_OF_A_TOPIC);
            }
        }
    }

    /**
     * Brokers announce a new topic some time before its partitions can be written to; a producer
     * that starts in between spends its delivery time-out on refusals.
     */
    private static void awaitLeaders(Admin admin) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (Topic<?> topic : Topics.ALL) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        admin.listOffsets(ends).all().get();
    }

    private static void expect(Topic<?> topic, String what, Object declared, Object found) {
        if (!declared.equals(found)) {
            throw new TopicMismatchException(
                    "the topic %s has %s = %s where %s is needed; it was made by something else, or"
                                    .formatted(topic.name(), what, found, declared)
                            + " altered. Give torrent-crates its own topics, or put it right.");
        }
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static String cleanup(Topic<?> topic) {
        return switch (topic.cleanup()) {
            case DELETE -> TopicConfig.CLEANUP_POLICY_DELETE;
            case COMPACT -> TopicConfig.CLEANUP_POLICY_COMPACT;
        };
    }

    private static long retention(Topic<?> topic) {
        Duration retention = topic.retention();
        return retention == null ? -1 : retention.toMillis();
    }
}
