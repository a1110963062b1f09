///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 21+
//DEPS org.apache.kafka:kafka-clients:4.1.1
//DEPS com.fasterxml.jackson.core:jackson-databind:2.21.2
//DEPS org.slf4j:slf4j-nop:2.0.17

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Follows index-events: prints time, type, crate and version of each change of the index.
 *
 * <pre>
 * jbang Follow.java [BROKERS [OFFSETS_FILE]]
 * java -cp kafka-clients.jar:jackson-databind.jar:... Follow.java [BROKERS [OFFSETS_FILE]]
 * </pre>
 *
 * Starts with the first event there is, and goes on where it was when it is started again: the
 * offsets are in OFFSETS_FILE, not with the brokers. Stopped at any point it loses nothing; what it
 * printed last may be printed again. Broker restarts are waited out.
 */
public class Follow {
    static final String TOPIC = "index-events";
    static final int PARTITIONS = 32; // for ever

    /** Ids; a copy comes soon after its original, when a watcher was killed. */
    static final int REMEMBERED = 100_000;

    static final ObjectMapper JSON = new ObjectMapper();

    public static void main(String[] args) throws IOException {
        String brokers = args.length > 0 ? args[0] : "127.0.0.1:7880";
        Path file = Path.of(args.length > 1 ? args[1] : "follow.offsets");
        Map<Integer, Long> offsets = readOffsets(file);
        Map<String, Boolean> seen = new LinkedHashMap<>();
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers", brokers,
                        // An event of a transaction that was aborted never happened.
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest",
                        "enable.auto.commit", false,
                        "allow.auto.create.topics", false);
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(
                    IntStream.range(0, PARTITIONS)
                            .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                            .toList());
            consumer.seekToBeginning(consumer.assignment());
            offsets.forEach(
                    (partition, offset) ->
                            consumer.seek(new TopicPartition(TOPIC, partition), offset));
            while (true) {
                ConsumerRecords<String, byte[]> records = consumer.poll(Duration.ofSeconds(1));
                for (ConsumerRecord<String, byte[]> record : records) {
                    offsets.put(record.partition(), record.offset() + 1);
                    if (seen.put(header(record, "ce_id"), true) == null) {
                        show(record);
                    }
                    if (seen.size() > REMEMBERED) {
                        seen.remove(seen.keySet().iterator().next());
                    }
                }
                if (!records.isEmpty()) {
                    System.out.flush();
                    writeOffsets(file, offsets);
                }
            }
        }
    }

    static void show(ConsumerRecord<String, byte[]> record) throws IOException {
        JsonNode event = JSON.readTree(record.value());
        System.out.printf(
                "%s\t%s\t%s\t%s%n",
                event.at("/commit/time").asText(),
                header(record, "ce_type"),
                event.path("crate").asText(),
                event.path("version").asText("-"));
    }

    static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    /** What to read next, by partition. */
    static Map<Integer, Long> readOffsets(Path file) throws IOException {
        Map<Integer, Long> offsets = new TreeMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.split(" ");
                offsets.put(Integer.valueOf(words[0]), Long.valueOf(words[1]));
            }
        }
        return offsets;
    }

    /** All or nothing, so that a crash leaves the old ones. */
    static void writeOffsets(Path file, Map<Integer, Long> offsets) throws IOException {
        Path next = Path.of(file + ".new");
        Files.writeString(
                next,
                offsets.entrySet().stream()
                        .map(one -> one.getKey() + " " + one.getValue() + "\n")
                        .collect(Collectors.joining()));
        Files.move(
                next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
