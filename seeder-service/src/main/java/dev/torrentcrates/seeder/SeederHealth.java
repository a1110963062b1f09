package dev.torrentcrates.seeder;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/**
 * Alive while its loops are; ready when it knows all that it ought to hold. Storage being away
 * makes it neither: what is held goes on being seeded.
 */
@ApplicationScoped
public class SeederHealth {
    private final SeederService seeder;

    SeederHealth(SeederService seeder) {
        this.seeder = seeder;
    }

    /** Whether it is to be restarted. */
    @Liveness
    HealthCheck liveness() {
        return () -> answer(seeder.isAlive());
    }

    /** Whether it has read the log. */
    @Readiness
    HealthCheck readiness() {
        return () -> answer(seeder.status().progress().caughtUp());
    }

    private HealthCheckResponse answer(boolean up) {
        SeederStatus status = seeder.status();
        return HealthCheckResponse.named("seeder")
                .status(up)
                .withData("held", status.progress().held())
                .withData("waiting", status.progress().waiting())
                .withData("trouble", status.trouble().orElse("none"))
                .build();
    }
}
