package dev.torrentcrates.cargotorrent.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.torrentcrates.crate.Shown;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An index's {@code config.json}.
 *
 * @param dl where crates are, with or without markers
 * @param api the web API, null where there is none
 * @see <a
 *     href="https://doc.rust-lang.org/cargo/reference/registry-index.html#index-configuration">Index
 *     configuration</a>
 */
public record RegistryConfig(String dl, @Nullable String api) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * Reads the file.
     *
     * @throws IOException where it is not such a file, with what is wrong
     */
    public static RegistryConfig parse(byte[] content) throws IOException {
        JsonNode node;
        try {
            node = MAPPER.readTree(content);
        } catch (JsonProcessingException e) {
            throw new IOException("config.json is not JSON: " + e.getOriginalMessage(), e);
        }
        String dl = node.path("dl").textValue();
        if (dl == null || !(dl.startsWith("https://") || dl.startsWith("http://"))) {
            throw new IOException(
                    "the 'dl' of config.json is not an address: " + Shown.briefly(dl + ""));
        }
        return new RegistryConfig(dl, node.path("api").textValue());
    }

    /** The file as it is served. */
    public String json() {
        var node = MAPPER.createObjectNode().put("dl", dl);
        if (api != null) {
            node.put("api", api);
        }
        return node.toString();
    }
}
