package dev.torrentcrates.bench.torrentizer;

import dev.torrentcrates.bench.Samples;
import dev.torrentcrates.bench.process.CpuUse;
import java.time.Duration;

/**
 * What was measured from index events to torrent events.
 *
 * @param concurrency how many crates were worked on at once, by the service and by its peer
 * @param processors of the machine
 */
record ServiceFigures(Span service, Span puts, Samples putRounds, int concurrency, int processors) {
    /**
     * Work, the time it took, and what processors did meanwhile.
     *
     * @param crates that were done
     */
    record Span(int crates, Duration took, CpuUse cpu) {
        /** Both together. */
        Span and(Span other) {
            return new Span(crates + other.crates, took.plus(other.took), cpu.and(other.cpu));
        }

        double cratesPerSecond() {
            return crates * 1e9 / took.toNanos();
        }

        /** How many processors were busy for such a time, in the mean. */
        double processors(Duration spent) {
            return (double) spent.toNanos() / took.toNanos();
        }
    }

    /** Which part of the speed of storing alone the service has. */
    double versusPuts() {
        return service.cratesPerSecond() / puts.cratesPerSecond();
    }
}
