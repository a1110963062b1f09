package dev.torrentcrates.torrentizer;

import dev.torrentcrates.torrentizer.attempt.RetryPolicy;
import dev.torrentcrates.torrentizer.audit.AuditSettings;
import dev.torrentcrates.torrentizer.stream.IndexStream;
import dev.torrentcrates.torrentizer.upstream.SourceSettings;
import dev.torrentcrates.torrentizer.upstream.http.Manners;
import dev.torrentcrates.torrentizer.upstream.http.Patience;

/** What the configuration says to each part. */
final class PartSettings {
    private PartSettings() {}

    static SourceSettings source(TorrentizerConfig config) {
        TorrentizerConfig.Upstream upstream = config.upstream();
        String contact = upstream.contact().map(it -> " (" + it + ")").orElse("");
        return new SourceSettings(
                upstream.index(),
                new Manners(
                        upstream.userAgent() + contact,
                        upstream.concurrency(),
                        upstream.requestsPerSecond()),
                new Patience(
                        upstream.connectTimeout(),
                        upstream.answerTimeout(),
                        upstream.lowestSpeed().asLongValue()),
                new SourceSettings.Bounds(
                        config.maxCrateSize().asLongValue(),
                        Math.toIntExact(upstream.inMemoryUpTo().asLongValue()),
                        upstream.memory().asLongValue(),
                        config.dataFolder()));
    }

    static IndexStream.Settings stream(TorrentizerConfig config) {
        return new IndexStream.Settings(config.concurrency(), config.firstPatience());
    }

    static RetryPolicy retries(TorrentizerConfig config) {
        TorrentizerConfig.Retry retry = config.retry();
        return new RetryPolicy(
                config.minAge(),
                retry.firstDelay(),
                retry.longestDelay(),
                retry.giveUpAfter(),
                retry.mismatchGiveUpAfter());
    }

    static AuditSettings audit(TorrentizerConfig config) {
        return new AuditSettings(
                config.audit().every(), config.audit().bytesPerSecond().asLongValue());
    }
}
