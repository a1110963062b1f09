package dev.torrentcrates.torrentizer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** How long things take, as metrics. Thread-safe. */
@ApplicationScoped
public class Timers {
    private final MeterRegistry meters;
    private final Timer commitToBuilt;

    Timers(MeterRegistry meters) {
        this.meters = meters;
        this.commitToBuilt =
                Timer.builder("torrentizer.commit.to.built")
                        .description("from the commit of a version's index line to its torrent")
                        .serviceLevelObjectives(
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(30),
                                Duration.ofMinutes(5),
                                Duration.ofHours(1))
                        .register(meters);
    }

    /** From the commit of a version's index line to its torrent. */
    Timer commitToBuilt() {
        return commitToBuilt;
    }

    /** The registry may live on, as it does where tests start one service after another. */
    void stop(@Observes ShutdownEvent stopping) {
        meters.remove(commitToBuilt);
    }
}
