package dev.torrentcrates.watcher;

import dev.torrentcrates.watcher.log.Tally;
import dev.torrentcrates.watcher.tail.Progress;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What the watcher's status says, as metrics; read when they are asked for. */
@Startup
@ApplicationScoped
public class WatcherMetrics {
    private final MeterRegistry meters;
    private final List<Meter> registered = new ArrayList<>();

    WatcherMetrics(MeterRegistry meters, WatcherService watcher) {
        this.meters = meters;
        gauge(
                "watcher.lag.seconds",
                "since everything that upstream had was published",
                () -> watcher.lag().toMillis() / 1000.0);
        gauge(
                "watcher.commit.timestamp.seconds",
                "when upstream's commit was made that was published last",
                () -> committed(watcher.progress()));
        gauge(
                "watcher.deletions.held",
                "versions whose deletion waits for an operator",
                () -> held(watcher));
        Tally tally = watcher.tally();
        for (String type : tally.events().keySet()) {
            registered.add(
                    FunctionCounter.builder("watcher.events", tally, all -> all.events().get(type))
                            .tag("type", type)
                            .description("changes of the index that were published")
                            .register(meters));
        }
        registered.add(
                FunctionCounter.builder("watcher.dead.letters", tally, Tally::deadLetters)
                        .description("lines of the index that could not be read")
                        .register(meters));
    }

    /** The registry may live on, as it does where tests start one service after another. */
    void stop(@Observes ShutdownEvent stopping) {
        registered.forEach(meters::remove);
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        registered.add(Gauge.builder(name, value).description(description).register(meters));
    }

    private static double committed(Progress progress) {
        return progress.published() == null
                ? Double.NaN
                : progress.published().commit().time().getEpochSecond();
    }

    private static double held(WatcherService watcher) {
        return watcher.breaker().held().map(held -> (double) held.deletions()).orElse(0.0);
    }
}
