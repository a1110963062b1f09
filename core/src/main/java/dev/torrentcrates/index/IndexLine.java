package dev.torrentcrates.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.torrent.Btih;
import dev.torrentcrates.torrent.Btmh;
import dev.torrentcrates.torrent.TorrentEntry;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * One line of an index: one version of one crate.
 *
 * @param json the line as it was read, without its line feed
 * @param name of the crate, in its original case
 * @param version of the crate
 * @param cksum the sha256 of the {@code .crate} file
 * @param yanked whether new lock files avoid this version
 */
public record IndexLine(
        String json, CrateName name, CrateVersion version, Sha256 cksum, boolean yanked) {
    /**
     * The longest line of crates.io has 400,000 characters. An event has room for 4 MB, and holds
     * the line as a JSON string: 2 bytes for a quote or a backslash, 3 for what is not ASCII.
     */
    static final int MAX_LENGTH = 1_000_000;

    private static final String TORRENT = "torrent";
    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * Reads a line.
     *
     * @throws InvalidIndexLineException where it is not a JSON object with a valid name, version
     *     and cksum
     */
    public static IndexLine parse(String json) {
        return LineParser.parse(json);
    }

    /** Reads a line; empty where it is none. */
    static Optional<IndexLine> parseIfReadable(String json) {
        try {
            return Optional.of(parse(json));
        } catch (InvalidIndexLineException e) {
            return Optional.empty();
        }
    }

    /**
     * When the version was published, by upstream's word; empty where it does not say, or not in
     * the form that cargo asks for.
     */
    public Optional<Instant> pubtime() {
        try {
            return Optional.of(Instant.parse(read(json).path("pubtime").asText()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /**
     * The line as it is published: upstream's bytes with one key added at the end.
     *
     * @return the JSON, without a line feed
     */
    public String withTorrent(TorrentEntry torrent) {
        ObjectNode added = MAPPER.createObjectNode();
        added.put("recipe", torrent.recipe());
        added.put("length", torrent.length());
        added.put("btih", torrent.btih().hex());
        added.put("btmh", torrent.btmh().hex());
        added.put("root", torrent.root().hex());
        added.put("pieces", torrent.pieces());
        int end = json.lastIndexOf('}');
        return json.substring(0, end) + ",\"" + TORRENT + "\":" + added + json.substring(end);
    }

    /**
     * The torrent that the line carries, if it is a published one.
     *
     * @throws InvalidIndexLineException where there is one that no recipe could have given
     */
    public Optional<TorrentEntry> torrent() {
        JsonNode node = read(json).path(TORRENT);
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new TorrentEntry(
                            node.path("recipe").asInt(),
                            node.path("length").asLong(),
                            Btih.of(text(node, "btih")),
                            Btmh.of(text(node, "btmh")),
                            Sha256.of(text(node, "root")),
                            text(node, "pieces")));
        } catch (IllegalArgumentException e) {
            throw new InvalidIndexLineException(
                    "the torrent of " + name + " " + version + ": " + e.getMessage(), e);
        }
    }

    /**
     * Whether two lines are of one content: of the same version of the crate, with its name in the
     * same spelling, and the same cksum. What else they say may differ.
     */
    public boolean isSameContentAs(IndexLine other) {
        return name.equals(other.name)
                && version.equals(other.version)
                && cksum.equals(other.cksum);
    }

    @Override
    public String toString() {
        return name + " " + version;
    }

    private static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new InvalidIndexLineException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw new InvalidIndexLineException("no text in the field '" + field + "'");
        }
        return value.textValue();
    }
}
