package dev.torrentcrates.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.torrentcrates.event.AsyncApiDocument.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/asyncapi.yaml} says what the code does, and refuses what it does not. */
class AsyncApiDocumentTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final AsyncApiDocument DOCUMENT = AsyncApiDocument.read();
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    /** The type of a dead-letter topic is wider than what is sent there. */
    private static final Map<String, List<Class<?>>> DEAD_LETTERS =
            Map.of(
                    Topics.INDEX_EVENTS_DLQ.name(),
                    List.of(DeadLetter.UnreadableLine.class),
                    Topics.TORRENT_EVENTS_DLQ.name(),
                    List.of(DeadLetter.UnreadableRecord.class, VersionGivenUp.class));

    static Stream<EventExample> examples() {
        return EventExample.all();
    }

    @Test
    void everyTopicIsAChannelOfItsShape() {
        assertThat(DOCUMENT.channelNames())
                .containsExactlyInAnyOrderElementsOf(Topics.ALL.stream().map(Topic::name).toList());
        for (Topic<?> topic : Topics.ALL) {
            JsonNode channel = DOCUMENT.channel(topic.name());
            JsonNode kafka = DOCUMENT.kafka(channel);
            JsonNode settings = kafka.path("topicConfiguration");

            assertThat(channel.path("address").asText()).isEqualTo(topic.name());
            assertThat(kafka.path("partitions").asInt())
                    .as(topic.name())
                    .isEqualTo(topic.partitions());
            assertThat(settings.path("cleanup.policy"))
                    .as(topic.name())
                    .containsExactly(TextNode.valueOf(cleanup(topic)));
            assertThat(settings.path("retention.ms").asLong())
                    .as(topic.name())
                    .isEqualTo(topic.retention() == null ? -1 : topic.retention().toMillis());
            assertThat(settings.path("max.message.bytes").asInt())
                    .isEqualTo(Topic.MAX_MESSAGE_BYTES);
            assertThat(settings.path("compression.type").asText()).isEqualTo(Topic.COMPRESSION);
        }
    }

    @Test
    void everyChannelHasTheEventsOfItsTopicAndNoOthers() {
        for (Topic<?> topic : Topics.ALL) {
            assertThat(DOCUMENT.messageNames(topic.name()))
                    .as(topic.name())
                    .containsExactlyInAnyOrderElementsOf(
                            DEAD_LETTERS
                                    .getOrDefault(topic.name(), List.of(topic.events()))
                                    .stream()
                                    .flatMap(AsyncApiDocumentTest::messages)
                                    .toList());
        }
        assertThat(DEAD_LETTERS.values().stream().flatMap(List::stream))
                .containsExactlyInAnyOrder(DeadLetter.class.getPermittedSubclasses());
    }

    @Test
    void everyChannelIsWrittenAndReadBySomebody() {
        assertThat(operations("send")).containsExactlyInAnyOrderElementsOf(channelReferences());
        assertThat(operations("receive"))
                .containsAll(
                        channelReferences().stream().filter(c -> !c.endsWith(".dlq")).toList());
    }

    @Test
    void everyGoldenFileIsWhatItsMessageDescribes() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".json", "");
                Message message = DOCUMENT.message(channelOf(name), name);
                assertThat(DOCUMENT.closedPayload(message).validate(JSON.readTree(file.toFile())))
                        .as(name)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void whatTheCodecWritesIsWhatIsDescribedAndNothingElse(EventExample example)
            throws IOException {
        Message message = described(example);
        EncodedEvent encoded = EventCodec.encode(example.event());

        assertThat(message.json().path("name").asText()).isEqualTo(encoded.type());
        assertThat(DOCUMENT.payload(message).validate(example.data())).isEmpty();
        assertThat(DOCUMENT.closedPayload(message).validate(example.data())).isEmpty();
        assertThat(DOCUMENT.headers(message).validate(headers(encoded, example.event()))).isEmpty();
        assertThat(DOCUMENT.key(message).validate(TextNode.valueOf(example.event().recordKey())))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void eachSchemaNamesExactlyTheFieldsThatTheCodecWrites(EventExample example)
            throws IOException {
        assertNamesExactly(
                DOCUMENT.resolved(described(example).json().path("payload")), example.data());
    }

    private static void assertNamesExactly(JsonNode schema, JsonNode data) {
        Set<String> named = names(schema.path("properties"));
        assertThat(named).isEqualTo(names(data));
        assertThat(schema.path("required"))
                .extracting(JsonNode::textValue)
                .containsExactlyInAnyOrderElementsOf(named);
        for (Map.Entry<String, JsonNode> field : data.properties()) {
            if (field.getValue().isObject()) {
                JsonNode nested = schema.path("properties").path(field.getKey());
                assertNamesExactly(DOCUMENT.resolved(nested), field.getValue());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aFieldThatIsMissingOrOfAnotherTypeIsRefused(EventExample example) throws IOException {
        Message message = described(example);
        List<JsonNode> damaged = Mutants.of(example.data());

        assertThat(damaged).hasSizeGreaterThanOrEqualTo(2 * example.data().size());
        for (JsonNode mutant : damaged) {
            assertThat(DOCUMENT.payload(message).validate(mutant))
                    .as(mutant.toString())
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aFieldThatNobodyKnowsPassesWithSubscribersButNotWithTheCodec(EventExample example)
            throws IOException {
        Message message = described(example);
        for (JsonNode extended : Mutants.withUnknownField(example.data())) {
            assertThat(DOCUMENT.payload(message).validate(extended)).isEmpty();
            assertThat(DOCUMENT.closedPayload(message).validate(extended))
                    .as(extended.toString())
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void headersAndKeysOfAnotherKindAreRefused(EventExample example) {
        Message message = described(example);
        EncodedEvent encoded = EventCodec.encode(example.event());
        ObjectNode whole = headers(encoded, example.event());

        for (String header : names(whole)) {
            assertThat(DOCUMENT.headers(message).validate(whole.deepCopy().without(header)))
                    .as("without " + header)
                    .isNotEmpty();
            assertThat(DOCUMENT.headers(message).validate(whole.deepCopy().put(header, "x")))
                    .as("another " + header)
                    .isNotEmpty();
        }
        for (String key : List.of("", "/", "Foo_bar")) {
            assertThat(DOCUMENT.key(message).validate(TextNode.valueOf(key))).as(key).isNotEmpty();
        }
    }

    @Test
    void theReasonsForAFailureAreThoseOfTheCode() {
        Message failed = DOCUMENT.message(Topics.TORRENT_EVENTS.name(), "TorrentFailed");
        JsonNode payload = DOCUMENT.resolved(failed.json().path("payload"));

        assertThat(payload.at("/properties/reason/enum"))
                .extracting(JsonNode::textValue)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(TorrentEvent.FailureReason.values()).map(Enum::name).toList());
    }

    private static Message described(EventExample example) {
        return DOCUMENT.message(example.topic().name(), example.message());
    }

    private static String channelOf(String message) {
        return Topics.ALL.stream()
                .map(Topic::name)
                .filter(topic -> DOCUMENT.messageNames(topic).contains(message))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no channel has " + message));
    }

    /** What a record has, as a JSON object; eventlog, which writes it, has a test of its own. */
    private static ObjectNode headers(EncodedEvent encoded, Event event) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("ce_specversion", "1.0")
                .put("ce_id", encoded.id())
                .put("ce_type", encoded.type())
                .put("ce_source", "/torrent-crates")
                .put("ce_time", event.time().toString())
                .put("content-type", "application/json");
    }

    /** Of a type of event, and of those that it permits. */
    private static Stream<String> messages(Class<?> type) {
        if (type.equals(TorrentEvent.Forwarded.class)) {
            return messages(IndexEvent.class).map(name -> name + "-forwarded");
        }
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(AsyncApiDocumentTest::messages)
                : Stream.of(type.getSimpleName());
    }

    private static Set<String> operations(String action) {
        return DOCUMENT.operations().stream()
                .filter(operation -> operation.path("action").asText().equals(action))
                .map(operation -> operation.at("/channel/$ref").asText())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static List<String> channelReferences() {
        return Topics.ALL.stream().map(topic -> "#/channels/" + topic.name()).toList();
    }

    private static String cleanup(Topic<?> topic) {
        return switch (topic.cleanup()) {
            case DELETE -> "delete";
            case COMPACT -> "compact";
        };
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
