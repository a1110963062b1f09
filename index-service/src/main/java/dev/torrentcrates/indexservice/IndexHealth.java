package dev.torrentcrates.indexservice;

import dev.torrentcrates.indexservice.view.Standing;
import dev.torrentcrates.indexservice.view.View;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/**
 * Alive while its loop is; ready once the log was read to its end, and from then on: the index goes
 * on answering while Kafka or storage is away.
 */
@ApplicationScoped
public class IndexHealth {
    private final IndexService service;

    IndexHealth(IndexService service) {
        this.service = service;
    }

    /** Whether it is to be restarted. */
    @Liveness
    HealthCheck liveness() {
        return () -> answer(service.isAlive());
    }

    /** Whether it has read the log. */
    @Readiness
    HealthCheck readiness() {
        return () -> answer(service.view().isCaughtUp());
    }

    private HealthCheckResponse answer(boolean up) {
        View.Counts counts = service.view().counts();
        return HealthCheckResponse.named("index-service")
                .status(up)
                .withData("crates", counts.crates())
                .withData("visible", counts.versions().getOrDefault(Standing.VISIBLE, 0))
                .withData("trouble", service.trouble().orElse("none"))
                .build();
    }
}
