package dev.torrentcrates.watcher;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/**
 * Alive while it looks at upstream. Ready likewise: upstream being away is nothing that a restart
 * or another replica would mend, so it is told and no more.
 */
@ApplicationScoped
public class WatcherHealth {
    private final WatcherService watcher;

    WatcherHealth(WatcherService watcher) {
        this.watcher = watcher;
    }

    /** Whether it is to be restarted. */
    @Liveness
    HealthCheck liveness() {
        return this::answer;
    }

    /** Whether it follows upstream. */
    @Readiness
    HealthCheck readiness() {
        return this::answer;
    }

    private HealthCheckResponse answer() {
        WatcherStatus status = watcher.status();
        return HealthCheckResponse.named("watcher")
                .status(watcher.isAlive())
                .withData("commit", status.commit().orElse("none yet"))
                .withData("trouble", status.trouble().orElse("none"))
                .build();
    }
}
