package dev.torrentcrates.torrentizer;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive while parked versions are tried again. Whether the channel of new ones is alive, the
 * messaging extension tells.
 */
@Liveness
@ApplicationScoped
public class TorrentizerLiveness implements HealthCheck {
    private final TorrentizerService torrentizer;

    TorrentizerLiveness(TorrentizerService torrentizer) {
        this.torrentizer = torrentizer;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("torrentizer retries")
                .status(torrentizer.isAlive())
                .withData("trouble", torrentizer.status().trouble().orElse("none"))
                .build();
    }
}
