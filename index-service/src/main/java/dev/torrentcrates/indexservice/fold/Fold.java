package dev.torrentcrates.indexservice.fold;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.CksumDenied;
import dev.torrentcrates.event.DeadLetter;
import dev.torrentcrates.event.Event;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.PartitionAudited;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.SeedEvent;
import dev.torrentcrates.event.SeederAlive;
import dev.torrentcrates.event.Topic;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.TorrentEvent;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.event.VersionParked;
import dev.torrentcrates.event.VisibleEvent;
import dev.torrentcrates.event.WatcherCheckpoint;
import dev.torrentcrates.indexservice.view.CrateView;
import dev.torrentcrates.indexservice.view.LiveSeeders;
import dev.torrentcrates.indexservice.view.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Folds the log into the {@link View}, and knows what has yet to be said on {@code visible-events}.
 * For one thread.
 */
public final class Fold {
    private final Gate gate;
    private final View view;
    private final LiveSeeders seeders;
    private final Map<String, CrateRecord> crates = new HashMap<>();
    private final Set<Sha256> denied = new HashSet<>();

    /** Content that was denied, or whose denial was lifted, since it was last shown. */
    private final Set<Sha256> judged = new HashSet<>();

    /** Crates whose picture is older than their record. */
    private final Set<String> touched = new LinkedHashSet<>();

    /** Crates that may show what was not announced yet. */
    private final Set<String> unannounced = new LinkedHashSet<>();

    /** What was announced and not read back yet: some steps' worth, for the log is followed. */
    private final Set<VisibleEvent> echoes = new HashSet<>();

    /** Starts from nothing. */
    public Fold(Gate gate, View view, LiveSeeders seeders) {
        this.gate = gate;
        this.view = view;
        this.seeders = seeders;
    }

    /**
     * Applies an event; nobody sees it before {@link #show()}.
     *
     * @throws IllegalArgumentException where it is a torrent that nobody could share; nothing is
     *     changed then
     */
    public void apply(Event event) {
        switch (event) {
            case TorrentEvent torrent -> {
                if (torrent instanceof TorrentBuilt built) {
                    built.crateTorrent(); // or its infohashes are not those of its values
                }
                change(torrent.registry(), torrent.crate(), crate -> crate.apply(torrent));
            }
            case SeedEvent seed ->
                    change(
                            seed.identity().registry(),
                            seed.identity().crate(),
                            crate -> crate.apply(seed));
            case VisibleEvent visible -> {
                // What this service said itself it knows already, and maybe more by now.
                if (!echoes.remove(visible)) {
                    change(
                            visible.registry(),
                            visible.line().name(),
                            crate -> crate.apply(visible));
                }
            }
            case SeederAlive alive -> seeders.beat(alive);
            case CksumDenied deny -> {
                denied.add(deny.cksum());
                judged.add(deny.cksum());
            }
            // Other topics are not read.
            case IndexEvent _, VersionParked _, WatcherCheckpoint _, PartitionAudited _ -> {}
            case DeadLetter _ -> {}
        }
    }

    /** Applies a tombstone: what was last said under a key is no more. */
    public void takeBack(Topic<?> topic, String key) {
        if (topic.equals(Topics.DENIED)) {
            Sha256 cksum = Sha256.of(key);
            denied.remove(cksum);
            judged.add(cksum);
        } else if (topic.equals(Topics.SEEDERS)) {
            seeders.forget(key);
        }
        // A seed set that is taken back leaves its latch; its seeders stop beating anyway.
    }

    /** Shows readers all that was applied; from the first time on they are answered. */
    public void show() {
        touchJudged();
        for (String key : touched) {
            CrateRecord crate = crates.get(key);
            if (crate != null) {
                CrateView before = view.last(key).orElse(null);
                view.replace(key, CratePicture.of(crate, gate, denied::contains, before));
            }
        }
        unannounced.addAll(touched);
        touched.clear();
        view.open();
    }

    /** Whether there are crates that may show what was not told yet. */
    public boolean mayHaveNews() {
        return !unannounced.isEmpty();
    }

    /**
     * What the world has yet to be told. It follows from the state, so the same crates come again,
     * as they are by then, until this was {@link #announced}.
     *
     * @param maxCrates how many crates are looked at
     */
    public News news(int maxCrates, Instant time) {
        List<String> keys = unannounced.stream().limit(maxCrates).toList();
        List<VisibleEvent> events = new ArrayList<>();
        keys.forEach(key -> events.addAll(changes(key, time)));
        return new News(keys, events);
    }

    /** The log has all of it. Call it before anything else is applied. */
    public void announced(News news) {
        for (VisibleEvent event : news.events()) {
            crates.computeIfPresent(event.partitionKey(), (_, crate) -> crate.apply(event));
            echoes.add(event);
        }
        news.crates().forEach(unannounced::remove);
    }

    private List<VisibleEvent> changes(String key, Instant time) {
        CrateRecord crate = crates.get(key);
        return crate == null
                ? List.of()
                : view.last(key)
                        .map(now -> VisibleChanges.between(crate, now, time))
                        .orElse(List.of());
    }

    private void change(Registry registry, CrateName name, UnaryOperator<CrateRecord> change) {
        String key = registry.key(name);
        CrateRecord before = crates.getOrDefault(key, CrateRecord.unknown(registry, name));
        crates.put(key, change.apply(before));
        touched.add(key);
    }

    /** Walks all crates, but once for a whole deny list; an index by cksum would outweigh that. */
    private void touchJudged() {
        if (!judged.isEmpty()) {
            crates.forEach(
                    (key, crate) -> {
                        if (crate.hasOneOf(judged)) {
                            touched.add(key);
                        }
                    });
            judged.clear();
        }
    }
}
