package dev.torrentcrates.standalone;

import static java.util.Objects.requireNonNull;

import dev.torrentcrates.event.Topic;
import dev.torrentcrates.event.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** How far the brokers know the torrentizer to be. */
final class TorrentizerProgress implements AutoCloseable {
    private static final String GROUP = "torrentizer";

    private final Admin admin;

    TorrentizerProgress(String brokers) {
        admin = Admin.create(Map.of("bootstrap.servers", brokers, "client.id", "test"));
    }

    /** Whether the offsets of all index events are committed. */
    boolean isAllCommitted() throws IOException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int partition = 0; partition < Topics.INDEX_EVENTS.partitions(); partition++) {
            latest.put(
                    new TopicPartition(Topics.INDEX_EVENTS.name(), partition), OffsetSpec.latest());
        }
        Map<TopicPartition, ListOffsetsResultInfo> ends = get(admin.listOffsets(latest).all());
        Map<TopicPartition, OffsetAndMetadata> committed =
                get(admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata());
        return ends.entrySet().stream()
                .filter(end -> end.getValue().offset() > 0)
                .allMatch(
                        end -> {
                            OffsetAndMetadata done = committed.get(end.getKey());
                            return done != null && done.offset() == end.getValue().offset();
                        });
    }

    /** By which calls name a topic. */
    byte[] idOf(Topic<?> topic) throws IOException {
        Uuid id =
                requireNonNull(
                                get(admin.describeTopics(List.of(topic.name())).allTopicNames())
                                        .get(topic.name()))
                        .topicId();
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    @Override
    public void close() {
        admin.close();
    }

    private static <T> T get(KafkaFuture<T> future) throws IOException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts", e);
        }
    }
}
