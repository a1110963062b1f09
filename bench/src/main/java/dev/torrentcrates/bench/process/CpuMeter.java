package dev.torrentcrates.bench.process;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** How much time processors spend on each of some processes. */
public final class CpuMeter {
    private final Map<String, Supplier<Duration>> clocks = new LinkedHashMap<>();
    private final Map<String, Duration> began = new LinkedHashMap<>();
    private final OperatingSystemMXBean machine =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private long beganNanos;

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
        var _ = machine.getCpuLoad(); // it tells of the time since it was asked last
        beganNanos = System.nanoTime();
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
        long nanos = System.nanoTime() - beganNanos;
        double busy = Math.max(0, machine.getCpuLoad()) * machine.getAvailableProcessors();
        return new CpuUse(spent, Duration.ofNanos(Math.round(busy * nanos)));
    }
}
