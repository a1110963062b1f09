package dev.torrentcrates.torrentizer.progress;

import static java.util.Objects.requireNonNull;

import dev.torrentcrates.torrentizer.upstream.Download;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** How long things take, and how much comes, as metrics. Thread-safe. */
@ApplicationScoped
public class Timers {
    private final MeterRegistry meters;
    private final Timer commitToBuilt;
    private final Map<Download.Outcome, Timer> toHeaders = new EnumMap<>(Download.Outcome.class);
    private final Timer downloads;
    private final Counter received;
    private final Counter unanswered;

    /** Registers them. */
    public Timers(MeterRegistry meters) {
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
        for (Download.Outcome outcome :
                EnumSet.complementOf(EnumSet.of(Download.Outcome.UNANSWERED))) {
            toHeaders.put(
                    outcome,
                    Timer.builder("torrentizer.upstream.latency")
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .description("from a request to the headers of its answer")
                            .register(meters));
        }
        this.downloads =
                Timer.builder("torrentizer.upstream.download")
                        .description("of crate files that came as they should, whole")
                        .register(meters);
        this.unanswered =
                Counter.builder("torrentizer.upstream.unanswered")
                        .description("requests to which no headers came, or not in time")
                        .register(meters);
        this.received =
                Counter.builder("torrentizer.upstream.received")
                        .baseUnit("bytes")
                        .description("of all answers")
                        .register(meters);
    }

    /** A download is over. */
    public void download(Download download) {
        if (download.outcome() == Download.Outcome.UNANSWERED) {
            unanswered.increment();
        } else {
            requireNonNull(toHeaders.get(download.outcome())).record(download.toHeaders());
        }
        received.increment(download.bytes());
        if (download.outcome() == Download.Outcome.CONTENT) {
            downloads.record(download.whole());
        }
    }

    /** From the commit of a version's index line to its torrent. */
    public Timer commitToBuilt() {
        return commitToBuilt;
    }

    /** The registry may live on, as it does where tests start one service after another. */
    void stop(@Observes ShutdownEvent stopping) {
        Stream.concat(
                        toHeaders.values().stream(),
                        Stream.of(commitToBuilt, downloads, received, unanswered))
                .forEach(meters::remove);
    }
}
