package dev.torrentcrates.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.torrentcrates.index.IndexLine;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/**
 * An event on its topic.
 *
 * @param message the name of its message in {@code docs/asyncapi.yaml}
 */
record EventExample(String message, Topic<?> topic, Event event) {
    private static final JsonMapper JSON = new JsonMapper();

    /** The golden events, each index change forwarded too, and values at the edge of what is. */
    static Stream<EventExample> all() {
        List<EventExample> golden = EventCodecTest.events().map(EventExample::of).toList();
        return Stream.of(
                        golden.stream(),
                        golden.stream().flatMap(EventExample::forwarded),
                        unusual())
                .flatMap(examples -> examples);
    }

    JsonNode data() throws IOException {
        return JSON.readTree(EventCodec.encode(event).data());
    }

    @Override
    public String toString() {
        return message + " of " + topic.name();
    }

    private static EventExample of(Arguments golden) {
        @Nullable Object[] values = golden.get();
        return new EventExample(
                (String) Objects.requireNonNull(values[0]),
                (Topic<?>) Objects.requireNonNull(values[1]),
                (Event) Objects.requireNonNull(values[2]));
    }

    private Stream<EventExample> forwarded() {
        return event instanceof IndexEvent change
                ? Stream.of(
                        new EventExample(
                                message + "-forwarded",
                                Topics.TORRENT_EVENTS,
                                new TorrentEvent.Forwarded(change, 0)))
                : Stream.empty();
    }

    private static Stream<EventExample> unusual() {
        IndexLine line =
                IndexLine.parse(
                        "{\"name\":\"a\",\"vers\":\"0.0.0-rc.1+b.5-x\",\"deps\":[],\"cksum\":\"%s\",\"features\":{},\"yanked\":true}"
                                .formatted("0".repeat(64)));
        Commit first = new Commit("f".repeat(40), Instant.EPOCH);
        Instant micros = Instant.parse("2026-11-01T12:34:56.123456Z");
        Registry registry = new Registry("a-registry.example");
        return Stream.of(
                new EventExample(
                        "VersionPublished",
                        Topics.INDEX_EVENTS,
                        new IndexEvent.VersionPublished(registry, first, line)),
                new EventExample(
                        "VersionWithdrawn",
                        Topics.VISIBLE_EVENTS,
                        new VisibleEvent.VersionWithdrawn(registry, -1, line, micros)));
    }
}
