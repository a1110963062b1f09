package dev.torrentcrates.bench.process;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** How much time processors spend on each of some processes. */
public final class CpuMeter {
    private final Map<String, Supplier<Duration>> clocks = new LinkedHashMap<>();
    private final Map<String, Duration> began = new LinkedHashMap<>();

    /** Takes this process along. */
    public CpuMeter withThis(String name) {
        return with(
                name,
                () -> ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO));
    }

    /**
     * Takes a process along.
     *
     * @param clock the time that processors have spent on it so far
     */
    public CpuMeter with(String name, Supplier<Duration> clock) {
        clocks.put(name, clock);
        return this;
    }

    /** Begins anew. */
    public void begin() {
        clocks.forEach((name, clock) -> began.put(name, clock.get()));
    }

    /** What was spent since the beginning, in the order in which processes were taken along. */
    public CpuUse end() {
        Map<String, Duration> spent = new LinkedHashMap<>();
        began.forEach(
                (name, before) -> {
                    Supplier<Duration> clock = clocks.get(name);
                    if (clock != null) {
                        spent.put(name, clock.get().minus(before));
                    }
                });
        return new CpuUse(spent);
    }
}
