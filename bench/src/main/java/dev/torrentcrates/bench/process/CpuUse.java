package dev.torrentcrates.bench.process;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What processors spent on processes.
 *
 * @param spent by the name of the process, in the order in which they are told
 * @param all on these and on all others of the machine; no less than on these
 */
public record CpuUse(Map<String, Duration> spent, Duration all) {
    /** Copies the map, in its order. */
    public CpuUse {
        spent = new LinkedHashMap<>(spent);
    }

    /** What was spent on the same processes at two times. */
    public CpuUse and(CpuUse other) {
        Map<String, Duration> both = new LinkedHashMap<>(spent);
        other.spent.forEach((name, more) -> both.merge(name, more, Duration::plus));
        return new CpuUse(both, all.plus(other.all));
    }

    /** On all of them. */
    public Duration sum() {
        return spent.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    /** What was spent on others, whose work takes something from what is measured. */
    public Duration others() {
        Duration others = all.minus(sum());
        return others.isNegative() ? Duration.ZERO : others;
    }
}
