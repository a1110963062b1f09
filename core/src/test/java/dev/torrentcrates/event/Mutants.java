package dev.torrentcrates.event;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** An event's JSON, damaged in every way that a schema is to notice. */
final class Mutants {
    private Mutants() {}

    /** Each field, in nested objects too, once left out and once with each other type of value. */
    static List<JsonNode> of(JsonNode event) {
        List<JsonNode> mutants = new ArrayList<>();
        for (JsonPointer object : objects(event)) {
            for (Map.Entry<String, JsonNode> field : event.at(object).properties()) {
                String name = field.getKey();
                mutants.add(altered(event, object, copy -> copy.remove(name)));
                for (JsonNode value : valuesOfOtherTypes(field.getValue())) {
                    mutants.add(altered(event, object, copy -> copy.set(name, value)));
                }
            }
        }
        return mutants;
    }

    /** Each object, nested ones too, once with a field that is not in the contract. */
    static List<JsonNode> withUnknownField(JsonNode event) {
        return objects(event).stream()
                .map(object -> altered(event, object, copy -> copy.put("unheardOf", 1)))
                .toList();
    }

    private static List<JsonNode> valuesOfOtherTypes(JsonNode value) {
        List<JsonNode> all =
                List.of(
                        NullNode.instance,
                        BooleanNode.TRUE,
                        IntNode.valueOf(1),
                        TextNode.valueOf("x"),
                        JsonNodeFactory.instance.arrayNode().add(true),
                        JsonNodeFactory.instance.objectNode());
        return all.stream().filter(one -> one.getNodeType() != value.getNodeType()).toList();
    }

    private static JsonNode altered(
            JsonNode event, JsonPointer object, Consumer<ObjectNode> alteration) {
        JsonNode copy = event.deepCopy();
        alteration.accept((ObjectNode) copy.at(object));
        return copy;
    }

    private static List<JsonPointer> objects(JsonNode event) {
        List<JsonPointer> objects = new ArrayList<>();
        objects.add(JsonPointer.empty());
        event.properties()
                .forEach(
                        field -> {
                            if (field.getValue().isObject()) {
                                objects.add(JsonPointer.empty().appendProperty(field.getKey()));
                            }
                        });
        return objects;
    }
}
