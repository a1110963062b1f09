package dev.torrentcrates.torrentizer;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/**
 * Alive while parked versions are tried again; whether the channel of new ones is alive, the
 * messaging extension tells. Ready when topics and bucket were there once: should they go away
 * later, another replica would miss them as well, so that is told and no more.
 */
@ApplicationScoped
public class TorrentizerHealth {
    private final TorrentizerService torrentizer;

    TorrentizerHealth(TorrentizerService torrentizer) {
        this.torrentizer = torrentizer;
    }

    /** Whether it is to be restarted. */
    @Liveness
    HealthCheck liveness() {
        return () -> answer(torrentizer.isAlive());
    }

    /** Whether it has what it needs. */
    @Readiness
    HealthCheck readiness() {
        return () -> answer(torrentizer.isReady());
    }

    private HealthCheckResponse answer(boolean up) {
        TorrentizerStatus status = torrentizer.status();
        return HealthCheckResponse.named("torrentizer")
                .status(up)
                .withData("built", status.versions().built())
                .withData("parked", status.versions().parked())
                .withData("failed", status.versions().failed())
                .withData("trouble", status.trouble().orElse("none"))
                .build();
    }
}
