package dev.torrentcrates.torrentizer;

import dev.torrentcrates.event.PartitionAudited.Finding;
import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.torrentizer.audit.AuditCounts;
import dev.torrentcrates.torrentizer.progress.Counts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What was done since the start, as metrics; read when they are asked for. */
@Startup
@ApplicationScoped
public class TorrentizerMetrics {
    private final MeterRegistry meters;
    private final List<Meter> registered = new ArrayList<>();

    TorrentizerMetrics(MeterRegistry meters, TorrentizerService torrentizer) {
        this.meters = meters;
        Counts counts = torrentizer.counts();
        count("torrentizer.crates", "torrents announced", counts, it -> it.versions().built());
        count(
                "torrentizer.downloaded.bytes",
                "of crates that were built",
                counts,
                it -> it.versions().bytes());
        count("torrentizer.forwarded", "changes passed on", counts, it -> it.events().forwarded());
        count(
                "torrentizer.dead.letters",
                "records that could not be read",
                counts,
                it -> it.events().unreadable());
        for (FailureReason reason : FailureReason.values()) {
            registered.add(
                    FunctionCounter.builder(
                                    "torrentizer.failed", counts, it -> it.failures().get(reason))
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .description("versions given up")
                            .register(meters));
        }
        registered.add(
                Gauge.builder("torrentizer.parked", counts, Counts::parked)
                        .description("versions that will be tried again")
                        .register(meters));
        countAudit(torrentizer.auditCounts());
    }

    /** The registry may live on, as it does where tests start one service after another. */
    void stop(@Observes ShutdownEvent stopping) {
        registered.forEach(meters::remove);
    }

    private void countAudit(AuditCounts counts) {
        count(
                "torrentizer.audit.versions",
                "compared with what is stored",
                counts,
                AuditCounts::versions);
        count("torrentizer.audit.rebuilt", "in order again", counts, AuditCounts::rebuilt);
        for (Finding finding : Finding.values()) {
            registered.add(
                    FunctionCounter.builder(
                                    "torrentizer.audit.findings",
                                    counts,
                                    it -> it.findings(finding))
                            .tag("finding", finding.name().toLowerCase(Locale.ROOT))
                            .description("versions of which something is wrong in storage")
                            .register(meters));
        }
    }

    private <C> void count(String name, String description, C counts, ToDoubleFunction<C> value) {
        registered.add(
                FunctionCounter.builder(name, counts, value)
                        .description(description)
                        .register(meters));
    }
}
