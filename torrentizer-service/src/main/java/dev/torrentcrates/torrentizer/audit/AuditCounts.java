package dev.torrentcrates.torrentizer.audit;

import static java.util.Objects.requireNonNull;

import dev.torrentcrates.event.PartitionAudited.Finding;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the audit has met since the start, in all walks of this process. Thread-safe. */
public final class AuditCounts {
    private final LongAdder versions = new LongAdder();
    private final LongAdder rebuilt = new LongAdder();
    private final Map<Finding, LongAdder> findings = new EnumMap<>(Finding.class);

    /** Nothing was looked at yet. */
    public AuditCounts() {
        for (Finding finding : Finding.values()) {
            findings.put(finding, new LongAdder());
        }
    }

    /** Versions looked at. */
    public long versions() {
        return versions.sum();
    }

    /** Versions in order again. */
    public long rebuilt() {
        return rebuilt.sum();
    }

    /** How often something was wrong in this way. */
    public long findings(Finding finding) {
        return of(finding).sum();
    }

    void sound() {
        versions.increment();
    }

    void damaged(Finding finding, Walk.Fate fate) {
        versions.increment();
        of(finding).increment();
        if (fate == Walk.Fate.REBUILT) {
            rebuilt.increment();
        }
    }

    private LongAdder of(Finding finding) {
        return requireNonNull(findings.get(finding));
    }
}
