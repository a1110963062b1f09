package dev.torrentcrates.torrentizer.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.IndexEvent.CrateDeleted;
import dev.torrentcrates.event.IndexEvent.VersionDeleted;
import dev.torrentcrates.event.IndexEvent.VersionMetadataChanged;
import dev.torrentcrates.event.IndexEvent.VersionPublished;
import dev.torrentcrates.event.IndexEvent.VersionUnyanked;
import dev.torrentcrates.event.IndexEvent.VersionYanked;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.torrentizer.Fixture;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * What happened in an index, by chance but from a seed, in the order of its offsets: versions are
 * published, changed, deleted, and published again, with the same or other bytes and in the same or
 * another spelling.
 */
final class MadeUpIndex {
    private static final Registry REGISTRY = Registry.CRATES_IO;
    private static final List<List<String>> SPELLINGS =
            List.of(List.of("foo_bar", "Foo-Bar"), List.of("second"), List.of("third_one"));
    private static final List<String> VERSIONS = List.of("1.0.0", "1.0.1+build");
    private static final List<String> BYTES = List.of("some bytes", "other bytes");

    private final Random random;
    private final List<Recorded> events = new ArrayList<>();
    private final Map<VersionIdentity, byte[]> contents = new HashMap<>();

    /** By canonical name and version. */
    private final Map<String, IndexLine> lines = new TreeMap<>();

    MadeUpIndex(long seed, int steps) {
        random = new Random(seed);
        while (events.size() < steps) {
            step();
        }
    }

    /** All of it, as it stands on {@code index-events}. */
    List<Recorded> events() {
        return events;
    }

    /** Whatever was published. */
    Map<VersionIdentity, byte[]> contents() {
        return contents;
    }

    /** How often a content was published. */
    long publications(VersionIdentity version) {
        return events.stream()
                .filter(
                        one ->
                                one.event() instanceof VersionPublished published
                                        && published.identity().equals(version))
                .count();
    }

    private void step() {
        String spelling = any(any(SPELLINGS));
        String version = any(VERSIONS);
        String key = CrateName.of(spelling).canonical() + " " + version;
        IndexLine line = lines.get(key);
        if (line == null) {
            publish(key, spelling, version);
            return;
        }
        switch (random.nextInt(8)) {
            case 0, 1 -> delete(key, line);
            case 2 -> { // republished in one commit
                delete(key, line);
                publish(key, spelling, version);
            }
            case 3 -> deleteCrate(line.name());
            case 4, 5 -> {
                IndexLine flipped = flipped(line);
                lines.put(key, flipped);
                tell(
                        flipped.yanked()
                                ? new VersionYanked(REGISTRY, Fixture.COMMIT, flipped)
                                : new VersionUnyanked(REGISTRY, Fixture.COMMIT, flipped));
            }
            default -> {
                IndexLine changed = changed(line);
                lines.put(key, changed);
                tell(new VersionMetadataChanged(REGISTRY, Fixture.COMMIT, changed));
            }
        }
    }

    private void publish(String key, String spelling, String version) {
        String bytes = any(BYTES) + " of " + spelling + " " + version;
        SampleCrate crate = SampleCrates.ofText(spelling, version, bytes);
        IndexLine line = Fixture.line(crate);
        lines.put(key, line);
        contents.put(VersionIdentity.of(REGISTRY, line), bytes.getBytes(UTF_8));
        tell(new VersionPublished(REGISTRY, Fixture.COMMIT, line));
    }

    private void delete(String key, IndexLine line) {
        lines.remove(key);
        tell(new VersionDeleted(REGISTRY, Fixture.COMMIT, line));
    }

    private void deleteCrate(CrateName name) {
        for (Map.Entry<String, IndexLine> entry : List.copyOf(lines.entrySet())) {
            if (entry.getValue().name().equals(name)) {
                delete(entry.getKey(), entry.getValue());
            }
        }
        tell(new CrateDeleted(REGISTRY, Fixture.COMMIT, name));
    }

    private void tell(IndexEvent event) {
        events.add(
                new Recorded(Topics.INDEX_EVENTS, 0, events.size(), event.partitionKey(), event));
    }

    private static IndexLine flipped(IndexLine line) {
        String yanked = "\"yanked\":" + line.yanked();
        return IndexLine.parse(line.json().replace(yanked, "\"yanked\":" + !line.yanked()));
    }

    private IndexLine changed(IndexLine line) {
        String features = "\"features\":{\"f%s\":[]}".formatted(random.nextInt(1000));
        return IndexLine.parse(line.json().replaceFirst("\"features\":\\{[^}]*}", features));
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
