package dev.torrentcrates.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code docs/asyncapi.yaml}, with its references followed.
 *
 * @see <a href="https://www.asyncapi.com/docs/reference/specification/v3.0.0">AsyncAPI 3.0</a>
 */
final class AsyncApiDocument {
    /** AsyncAPI's own dialect is a superset of draft 7; formats are checked, not just noted. */
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_7,
                    builder ->
                            builder.schemaRegistryConfig(
                                    SchemaRegistryConfig.builder()
                                            .formatAssertionsEnabled(true)
                                            .build()));

    private final JsonNode root;

    private AsyncApiDocument(JsonNode root) {
        this.root = root;
    }

    /** A message of a channel. */
    record Message(JsonNode json) {}

    static AsyncApiDocument read() {
        Path file = Path.of("..", "docs", "asyncapi.yaml");
        try {
            return new AsyncApiDocument(new YAMLMapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }

    Set<String> channelNames() {
        return children(root.path("channels")).keySet();
    }

    JsonNode channel(String name) {
        return child(root.path("channels"), name);
    }

    Set<String> messageNames(String channel) {
        return children(channel(channel).path("messages")).keySet();
    }

    Message message(String channel, String name) {
        return new Message(child(channel(channel).path("messages"), name));
    }

    Collection<JsonNode> operations() {
        return children(root.path("operations")).values();
    }

    /** The Kafka binding of a channel or message. */
    JsonNode kafka(JsonNode bound) {
        return resolved(bound.path("bindings")).path("kafka");
    }

    /** What a subscriber validates against: unknown fields pass. */
    Schema payload(Message message) {
        return schema(message.json().path("payload"), root.path("components"));
    }

    /** The same with unknown fields refused, in nested objects too: what the codec is held to. */
    Schema closedPayload(Message message) {
        JsonNode closed = root.path("components").deepCopy();
        for (JsonNode object : closed.path("schemas")) {
            if (object.has("properties")) {
                ((ObjectNode) object).put("additionalProperties", false);
            }
        }
        return schema(message.json().path("payload"), closed);
    }

    Schema headers(Message message) {
        return schema(message.json().path("headers"), root.path("components"));
    }

    Schema key(Message message) {
        return schema(kafka(message.json()).path("key"), root.path("components"));
    }

    /** The reference's target; a node that is no reference is itself. */
    JsonNode resolved(JsonNode node) {
        JsonNode reference = node.path("$ref");
        if (reference.isMissingNode()) {
            return node;
        }
        JsonNode target = root.at(reference.textValue().substring(1));
        if (target.isMissingNode()) {
            throw new AssertionError("nothing is at " + reference.textValue());
        }
        return resolved(target);
    }

    private Map<String, JsonNode> children(JsonNode parent) {
        Map<String, JsonNode> children = new TreeMap<>();
        parent.properties()
                .forEach(child -> children.put(child.getKey(), resolved(child.getValue())));
        return children;
    }

    private JsonNode child(JsonNode parent, String name) {
        JsonNode child = parent.path(name);
        if (child.isMissingNode()) {
            throw new AssertionError("there is no " + name);
        }
        return resolved(child);
    }

    /** References inside the schema point into the components, so they go with it. */
    private static Schema schema(JsonNode schema, JsonNode components) {
        if (schema.isMissingNode()) {
            throw new AssertionError("no schema");
        }
        ObjectNode document = new YAMLMapper().createObjectNode();
        document.putArray("allOf").add(schema);
        document.set("components", components);
        return REGISTRY.getSchema(document);
    }
}
