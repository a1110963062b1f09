package dev.torrentcrates.eventlog;

import dev.torrentcrates.event.Topic;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** How our clients differ from Kafka's defaults, and why. */
final class KafkaSettings {
    private KafkaSettings() {}

    static Map<String, Object> producer(String bootstrapServers, String clientId) {
        Map<String, Object> settings = client(bootstrapServers, clientId);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, Topic.COMPRESSION);
        // Lines of one crate are so much alike that the fastest level packs them nearly as well.
        settings.put(ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG, 1);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_MESSAGE_BYTES);
        // Many threads send an event each: give them a moment to gather in one request.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 10);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        // Callers retry; they want to know within half a minute that the brokers are away.
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        return settings;
    }

    static Map<String, Object> consumer(String bootstrapServers, String clientId) {
        Map<String, Object> settings = client(bootstrapServers, clientId);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // 32 partitions of 1 MiB a fetch: bounds what a poll can hold in memory.
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 32 * 1024 * 1024);
        return settings;
    }

    static Map<String, Object> client(String bootstrapServers, String clientId) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("client.id", clientId);
        // A broker that restarts is found again within a second, not within Kafka's default of
        // 1-10.
        settings.put("reconnect.backoff.ms", 100);
        settings.put("reconnect.backoff.max.ms", 1_000);
        settings.put("retry.backoff.ms", 100);
        settings.put("enable.metrics.push", false);
        return settings;
    }
}
