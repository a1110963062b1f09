package dev.torrentcrates.bench.process;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What processors spent on processes.
 *
 * @param spent by the name of the process, in the order in which they are told
 */
public record CpuUse(Map<String, Duration> spent) {
    /** Copies the map, in its order. */
    public CpuUse {
        spent = new LinkedHashMap<>(spent);
    }

    /** What was spent on the same processes at two times. */
    public CpuUse and(CpuUse other) {
        Map<String, Duration> both = new LinkedHashMap<>(spent);
        other.spent.forEach((name, more) -> both.merge(name, more, Duration::plus));
        return new CpuUse(both);
    }

    /** On all of them. */
    public Duration sum() {
        return spent.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    /** How many processors were busy with them, in the mean, over such a time. */
    public double busyProcessors(Duration time) {
        return (double) sum().toNanos() / time.toNanos();
    }
}
