package dev.torrentcrates.watcher;

import dev.torrentcrates.watcher.log.Tally;
import dev.torrentcrates.watcher.tail.Progress;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;

/** What the watcher's status says, as metrics; read when they are asked for. */
@Startup
@ApplicationScoped
public class WatcherMetrics {
    WatcherMetrics(MeterRegistry meters, WatcherService watcher) {
        Gauge.builder("watcher.lag.seconds", () -> watcher.lag().toMillis() / 1000.0)
                .description("since everything that upstream had was published")
                .register(meters);
        Gauge.builder("watcher.commit.timestamp.seconds", () -> committed(watcher.progress()))
                .description("when upstream's commit was made that was published last")
                .register(meters);
        Gauge.builder("watcher.deletions.held", () -> held(watcher))
                .description("versions whose deletion waits for an operator")
                .register(meters);
        Tally tally = watcher.tally();
        for (String type : tally.events().keySet()) {
            FunctionCounter.builder("watcher.events", tally, all -> all.events().get(type))
                    .tag("type", type)
                    .description("changes of the index that were published")
                    .register(meters);
        }
        FunctionCounter.builder("watcher.dead.letters", tally, Tally::deadLetters)
                .description("lines of the index that could not be read")
                .register(meters);
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
