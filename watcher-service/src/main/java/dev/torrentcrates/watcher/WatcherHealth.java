package dev.torrentcrates.watcher;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/**
 * Alive while it looks at upstream, whatever that answers: a restart mends no upstream. Ready while
 * what it publishes is what upstream has, give or take {@link WatcherConfig#maxLag()}.
 */
@ApplicationScoped
public class WatcherHealth {
    private final WatcherService watcher;
    private final Duration maxLag;

    WatcherHealth(WatcherService watcher, WatcherConfig config) {
        this.watcher = watcher;
        this.maxLag = config.maxLag();
    }

    /** Whether it is to be restarted. */
    @Liveness
    HealthCheck liveness() {
        return () -> answer(watcher.isAlive());
    }

    /** Whether it follows upstream. */
    @Readiness
    HealthCheck readiness() {
        return () -> answer(watcher.isAlive() && watcher.lag().compareTo(maxLag) <= 0);
    }

    private HealthCheckResponse answer(boolean up) {
        WatcherStatus status = watcher.status();
        return HealthCheckResponse.named("watcher")
                .status(up)
                .withData("commit", Objects.requireNonNullElse(status.commit(), "none yet"))
                .withData("lag_seconds", status.lagSeconds())
                .withData("trouble", Objects.requireNonNullElse(status.trouble(), "none"))
                .build();
    }
}
