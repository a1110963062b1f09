package dev.torrentcrates.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.crate.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the few fields of a line that decide, and passes over the others, most of all the
 * dependencies: the first sight of a registry is millions of lines. Where a field stands twice the
 * last counts, as for cargo.
 */
final class LineParser {
    private static final JsonFactory JSON = new JsonFactory();

    private @Nullable String name;
    private @Nullable String version;
    private @Nullable String cksum;
    private boolean yanked;

    private LineParser() {}

    static IndexLine parse(String json) {
        checkLength(json);
        LineParser line = new LineParser();
        try (JsonParser parser = JSON.createParser(json)) {
            line.readObject(json, parser);
        } catch (JsonProcessingException e) {
            throw new InvalidIndexLineException("not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("a string is always read", e);
        }
        try {
            return new IndexLine(
                    json,
                    CrateName.of(present("name", line.name)),
                    CrateVersion.of(present("vers", line.version)),
                    Sha256.of(present("cksum", line.cksum)),
                    line.yanked);
        } catch (InvalidIndexLineException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidIndexLineException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void checkLength(String json) {
        if (json.length() > IndexLine.MAX_LENGTH) {
            throw new InvalidIndexLineException(
                    "the line has "
                            + json.length()
                            + " characters, "
                            + IndexLine.MAX_LENGTH
                            + " are the most; it begins with "
                            + Shown.briefly(json));
        }
    }

    private void readObject(String json, JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new InvalidIndexLineException("not a JSON object: " + Shown.briefly(json));
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "name" -> name = text(parser, value);
                case "vers" -> version = text(parser, value);
                case "cksum" -> cksum = text(parser, value);
                case "yanked" -> yanked = flag(value);
                default -> {}
            }
            parser.skipChildren();
        }
        if (parser.nextToken() != null) {
            throw new InvalidIndexLineException("not JSON: something follows the object");
        }
    }

    private static @Nullable String text(JsonParser parser, JsonToken value) throws IOException {
        return value == JsonToken.VALUE_STRING ? parser.getText() : null;
    }

    private static boolean flag(JsonToken value) {
        return switch (value) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE, VALUE_NULL -> false;
            default -> throw new InvalidIndexLineException("'yanked' is neither true nor false");
        };
    }

    private static String present(String field, @Nullable String text) {
        if (text == null) {
            throw new InvalidIndexLineException("no text in the field '" + field + "'");
        }
        return text;
    }
}
