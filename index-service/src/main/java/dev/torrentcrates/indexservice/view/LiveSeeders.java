package dev.torrentcrates.indexservice.view;

import dev.torrentcrates.event.SeederAlive;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Which seeders beat, and where peers reach them. Freshness goes by the time in the heartbeat, so
 * that old ones read again after a restart bring nobody back to life. Thread-safe.
 */
public final class LiveSeeders {
    private final Duration expiry;
    private final Map<SeederId, Beat> beats = new ConcurrentHashMap<>();

    private record Beat(InetSocketAddress address, Instant time) {}

    /**
     * Knows of none yet.
     *
     * @param expiry how old a heartbeat may be
     */
    public LiveSeeders(Duration expiry) {
        this.expiry = expiry;
    }

    /**
     * Takes note of a heartbeat; of none whose host is no address, for nothing is looked up here.
     */
    public void beat(SeederAlive alive) {
        SeederId seeder = new SeederId(alive.seedSet(), alive.seeder());
        if (alive.port() <= 0 || alive.port() > 65_535) {
            beats.remove(seeder);
            return;
        }
        try {
            InetAddress host = InetAddress.ofLiteral(alive.host());
            if (host.isAnyLocalAddress()) {
                beats.remove(seeder); // it listens everywhere, but has not said where that is
                return;
            }
            beats.put(seeder, new Beat(new InetSocketAddress(host, alive.port()), alive.time()));
        } catch (IllegalArgumentException e) {
            beats.remove(seeder); // seeders look their names up themselves
        }
    }

    /**
     * Forgets a seeder: its record was taken back.
     *
     * @param key of that record
     */
    public void forget(String key) {
        beats.keySet().removeIf(seeder -> key.equals(seeder.seedSet() + "/" + seeder.name()));
    }

    /** Where those of these seeders are that are alive. */
    public List<InetSocketAddress> addresses(Collection<SeederId> seeders, Instant now) {
        return seeders.stream()
                .flatMap(seeder -> Stream.ofNullable(beats.get(seeder)))
                .filter(beat -> isFresh(beat, now))
                .map(Beat::address)
                .distinct()
                .toList();
    }

    /** How many are alive. */
    public int count(Instant now) {
        return (int) beats.values().stream().filter(beat -> isFresh(beat, now)).count();
    }

    private boolean isFresh(Beat beat, Instant now) {
        return beat.time().plus(expiry).isAfter(now);
    }
}
