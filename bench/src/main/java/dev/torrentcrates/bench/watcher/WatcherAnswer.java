package dev.torrentcrates.bench.watcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the watcher says at {@code /api/v1/watcher}, as far as it is measured by that.
 *
 * @param commit up to which everything is published
 * @param events published since the start
 * @param publication the last step that was published
 * @param look the last one at upstream that found something
 * @param trouble why the last look failed
 */
record WatcherAnswer(
        Optional<String> commit,
        long events,
        Optional<Publication> publication,
        Optional<Look> look,
        Optional<String> trouble) {
    /**
     * A step, without the fetch before it.
     *
     * @param commit that it led to
     */
    record Publication(String commit, long events, Duration took) {}

    /**
     * From the question to upstream until everything was published.
     *
     * @param fetch the part of it that git took to bring what was new
     */
    record Look(Instant began, Duration took, Duration fetch) {}

    static WatcherAnswer of(JsonNode json) {
        return new WatcherAnswer(
                text(json, "commit"),
                json.path("events").asLong(),
                object(json, "last_publication").map(WatcherAnswer::publication),
                object(json, "last_look").map(WatcherAnswer::look),
                text(json, "trouble"));
    }

    private static Publication publication(JsonNode json) {
        return new Publication(
                json.path("commit").asText(), json.path("events").asLong(), took(json, "took_ms"));
    }

    private static Look look(JsonNode json) {
        return new Look(
                Instant.parse(json.path("began").asText()),
                took(json, "took_ms"),
                took(json, "fetch_ms"));
    }

    private static Duration took(JsonNode json, String field) {
        return Duration.ofNanos(Math.round(json.path(field).asDouble() * 1e6));
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.ofNullable(json.path(field).textValue());
    }

    private static Optional<JsonNode> object(JsonNode json, String field) {
        return Optional.of(json.path(field)).filter(JsonNode::isObject);
    }
}
