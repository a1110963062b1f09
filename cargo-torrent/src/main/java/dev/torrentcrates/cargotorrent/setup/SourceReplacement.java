package dev.torrentcrates.cargotorrent.setup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;

/**
 * The tables that let cargo take crates from the daemon instead of crates.io, and what to do to a
 * configuration so that it holds them. Pure.
 *
 * @see <a href="https://doc.rust-lang.org/cargo/reference/source-replacement.html">Source
 *     replacement</a>
 */
public final class SourceReplacement {
    private static final String NAME = "torrent-crates";
    private static final TomlMapper MAPPER = TomlMapper.builder().build();

    private SourceReplacement() {}

    /** What to do. */
    public sealed interface Decision {
        /** The configuration says it already. */
        record Nothing() implements Decision {}

        /**
         * Write this.
         *
         * @param text the whole file
         */
        record Write(String text) implements Decision {}

        /**
         * Leave it: somebody must decide.
         *
         * @param reason in words for a person
         */
        record Refuse(String reason) implements Decision {}
    }

    /**
     * The tables alone.
     *
     * @param registry such as {@code sparse+http://127.0.0.1:7878/index/}
     */
    public static String tables(String registry) {
        return crateIoTable() + "\n" + ownTable(registry);
    }

    /**
     * What to do to a configuration. What it says besides stays as it is, comments and all.
     *
     * @param text of the file; empty where there is none
     * @param registry such as {@code sparse+http://127.0.0.1:7878/index/}
     */
    public static Decision decide(String text, String registry) {
        JsonNode sources;
        try {
            sources = sources(text);
        } catch (JsonProcessingException e) {
            return new Decision.Refuse("it is not valid TOML: " + e.getOriginalMessage());
        }
        JsonNode cratesIo = sources.path("crates-io");
        if (!cratesIo.isMissingNode() && !isOurs(cratesIo)) {
            return new Decision.Refuse(
                    "its [source.crates-io] says something else already: " + cratesIo);
        }
        JsonNode own = sources.path(NAME);
        String registryNow = own.path("registry").asText("");
        if (!own.isMissingNode() && (own.size() != 1 || registryNow.isEmpty())) {
            return new Decision.Refuse("its [source." + NAME + "] is not ours: " + own);
        }
        if (!cratesIo.isMissingNode() && registryNow.equals(registry)) {
            return new Decision.Nothing();
        }
        return checked(changed(text, cratesIo, registryNow, registry), registry);
    }

    private static String changed(
            String text, JsonNode cratesIo, String registryNow, String registry) {
        StringBuilder changed =
                new StringBuilder(
                        registryNow.isEmpty()
                                ? text
                                : text.replace('"' + registryNow + '"', '"' + registry + '"'));
        if (cratesIo.isMissingNode()) {
            separate(changed).append(crateIoTable());
        }
        if (registryNow.isEmpty()) {
            separate(changed).append(ownTable(registry));
        }
        return changed.toString();
    }

    /** Whatever way the file was written in, only what says the right thing is written. */
    private static Decision checked(String changed, String registry) {
        try {
            JsonNode sources = sources(changed);
            if (isOurs(sources.path("crates-io"))
                    && sources.path(NAME).path("registry").asText().equals(registry)) {
                return new Decision.Write(changed);
            }
        } catch (JsonProcessingException e) {
            // Its tables are written in a way that none can be added to.
        }
        return new Decision.Refuse(
                "its [source] is written in a way that cannot be added to; put these in by hand:\n\n"
                        + tables(registry));
    }

    private static boolean isOurs(JsonNode cratesIo) {
        return cratesIo.size() == 1 && cratesIo.path("replace-with").asText().equals(NAME);
    }

    private static JsonNode sources(String text) throws JsonProcessingException {
        return MAPPER.readTree(text).path("source");
    }

    private static StringBuilder separate(StringBuilder text) {
        if (!text.isEmpty()) {
            text.append(text.charAt(text.length() - 1) == '\n' ? "\n" : "\n\n");
        }
        return text;
    }

    private static String crateIoTable() {
        return """
               [source.crates-io]
               replace-with = "%s"
               """
                .formatted(NAME);
    }

    private static String ownTable(String registry) {
        return """
               [source.%s]
               registry = "%s"
               """
                .formatted(NAME, registry);
    }
}
