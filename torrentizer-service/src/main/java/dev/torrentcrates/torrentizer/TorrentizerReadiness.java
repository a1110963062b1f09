package dev.torrentcrates.torrentizer;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when topics and bucket were there once. Should they go away later, another replica would
 * miss them as well, so that is told and no more.
 */
@Readiness
@ApplicationScoped
public class TorrentizerReadiness implements HealthCheck {
    private final TorrentizerService torrentizer;

    TorrentizerReadiness(TorrentizerService torrentizer) {
        this.torrentizer = torrentizer;
    }

    @Override
    public HealthCheckResponse call() {
        TorrentizerStatus status = torrentizer.status();
        return HealthCheckResponse.named("torrentizer")
                .status(torrentizer.isReady())
                .withData("built", status.built())
                .withData("parked", status.parked())
                .withData("failed", status.failed())
                .withData("trouble", status.trouble().orElse("none"))
                .build();
    }
}
