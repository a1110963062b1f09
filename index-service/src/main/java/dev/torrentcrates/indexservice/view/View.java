package dev.torrentcrates.indexservice.view;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.torrent.Btih;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The published index and all that belongs to it, for any number of readers, who never wait. Until
 * the log was read to its end every read fails with {@link NotCaughtUpException}; after that none
 * does, whether the log is there or not.
 */
public final class View {
    private final Map<String, CrateView> crates = new ConcurrentHashMap<>();
    private final Map<Btih, Tracked> torrents = new ConcurrentHashMap<>();
    private final Map<Standing, Integer> counted = new EnumMap<>(Standing.class);
    private volatile Counts counts = new Counts(0, Map.of());
    private volatile boolean caughtUp;

    /**
     * How much there is.
     *
     * @param crates known, deleted ones too
     * @param versions by how far they have come
     */
    public record Counts(int crates, Map<Standing, Integer> versions) {}

    /** A crate by any spelling of its name; empty where it was never heard of. */
    public Optional<CrateView> crate(Registry registry, CrateName name) {
        requireCaughtUp();
        return Optional.ofNullable(crates.get(registry.key(name)));
    }

    /** What a published version's infohash of any kind stands for; empty where there is none. */
    public Optional<Tracked> tracked(Btih infohash) {
        requireCaughtUp();
        return Optional.ofNullable(torrents.get(infohash));
    }

    /** Whether reads are answered. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    /** How much there is, as far as it was read. */
    public Counts counts() {
        return counts;
    }

    /** Begins to answer reads, for good. */
    public void open() {
        caughtUp = true;
    }

    /** Replaces the picture of a crate. For the thread of the fold. */
    public void replace(String key, CrateView now) {
        CrateView before = crates.put(key, now);
        Map<Btih, Tracked> old = before == null ? Map.of() : trackedOf(before);
        Map<Btih, Tracked> current = trackedOf(now);
        torrents.putAll(current); // first, so that no torrent blinks
        old.keySet().stream().filter(hash -> !current.containsKey(hash)).forEach(torrents::remove);
        if (before != null) {
            before.versions()
                    .forEach(version -> counted.merge(version.standing(), -1, Integer::sum));
        }
        now.versions().forEach(version -> counted.merge(version.standing(), 1, Integer::sum));
        counts = new Counts(crates.size(), Map.copyOf(counted));
    }

    /** The last picture of a crate. */
    public Optional<CrateView> last(String key) {
        return Optional.ofNullable(crates.get(key));
    }

    private static Map<Btih, Tracked> trackedOf(CrateView crate) {
        Map<Btih, Tracked> tracked = new HashMap<>();
        for (VersionView version : crate.versions()) {
            version.published()
                    .ifPresent(
                            published -> {
                                Btih btih = published.entry().btih();
                                Tracked swarm = new Tracked(btih, version.holders());
                                tracked.put(btih, swarm);
                                tracked.put(published.entry().btmh().truncated(), swarm);
                                tracked.put(
                                        published.companion(),
                                        new Tracked(published.companion(), Set.of()));
                            });
        }
        return tracked;
    }

    private void requireCaughtUp() {
        if (!caughtUp) {
            throw new NotCaughtUpException();
        }
    }
}
