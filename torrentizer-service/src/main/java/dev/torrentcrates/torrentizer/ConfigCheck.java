package dev.torrentcrates.torrentizer;

import dev.torrentcrates.torrent.TorrentEntry;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Refuses settings that make no sense, before anything is started by them. */
final class ConfigCheck {
    /** Longer than anybody waits, and far from where sums of times overflow. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    /** A shorter one is guessed; {@code openssl rand -hex 16} makes a good one. */
    private static final int MIN_TOKEN = 16;

    /** Far more than storage or upstream let be worked on at once. */
    private static final int MOST_CRATES = 1_000;

    /** Versions that are held back are parked, of which there may be so many and no more. */
    private static final Duration OLDEST = Duration.ofDays(30);

    /** As many streams as crates.io's CDN lets share a connection. */
    private static final int MOST_DOWNLOADS = 100;

    /** A microsecond each; nobody needs more, and turns are counted in nanoseconds. */
    private static final int MOST_REQUESTS = 1_000_000;

    /** In bytes; what is longer does not belong into memory. */
    private static final int LONGEST_ARRAY = 1024 * 1024 * 1024;

    private ConfigCheck() {}

    /**
     * The same settings, which make sense.
     *
     * @throws IllegalArgumentException with the name of one that does not
     */
    static TorrentizerConfig of(TorrentizerConfig config) {
        within("concurrency", 1, MOST_CRATES, config.concurrency());
        within("max-crate-size", 1, TorrentEntry.MAX_LENGTH, config.maxCrateSize().asLongValue());
        if (config.instance().isBlank()) {
            throw refused("instance", "is not blank", "'" + config.instance() + "'");
        }
        check(config.upstream());
        pause("retry.first-delay", config.retry().firstDelay());
        pause("retry.longest-delay", config.retry().longestDelay());
        if (config.retry().longestDelay().compareTo(config.retry().firstDelay()) < 0) {
            throw refused(
                    "retry.longest-delay",
                    "is at least retry.first-delay",
                    config.retry().longestDelay());
        }
        atLeastOne("audit.bytes-per-second", config.audit().bytesPerSecond().asLongValue());
        end("audit.every", config.audit().every());
        if (config.minAge().isNegative() || config.minAge().compareTo(OLDEST) > 0) {
            throw refused("min-age", "is between nothing and 30 days", config.minAge());
        }
        pause("first-patience", config.firstPatience());
        if (config.adminToken().map(String::length).orElse(MIN_TOKEN) < MIN_TOKEN) {
            throw refused("admin-token", "has at least " + MIN_TOKEN + " characters", "fewer");
        }
        end("retry.give-up-after", config.retry().giveUpAfter());
        end("retry.mismatch-give-up-after", config.retry().mismatchGiveUpAfter());
        return config;
    }

    /** What is allowed, but hardly meant: in words for an operator. */
    static Optional<String> advice(TorrentizerConfig config) {
        TorrentizerConfig.Upstream upstream = config.upstream();
        return upstream.contact().isPresent() || isLoopback(upstream.index())
                ? Optional.empty()
                : Optional.of(
                        "set torrentizer.upstream.contact, so that "
                                + upstream.index().getHost()
                                + " knows whom to turn to rather than to shut out");
    }

    private static void check(TorrentizerConfig.Upstream upstream) {
        URI index = upstream.index();
        if (!"http".equals(index.getScheme()) && !"https".equals(index.getScheme())) {
            throw refused("upstream.index", "is an HTTP URL", index);
        }
        pause("upstream.connect-timeout", upstream.connectTimeout());
        pause("upstream.answer-timeout", upstream.answerTimeout());
        within("upstream.lowest-speed", 1, Integer.MAX_VALUE, upstream.lowestSpeed().asLongValue());
        within("upstream.concurrency", 1, MOST_DOWNLOADS, upstream.concurrency());
        within("upstream.requests-per-second", 1, MOST_REQUESTS, upstream.requestsPerSecond());
        within("upstream.in-memory-up-to", 0, LONGEST_ARRAY, upstream.inMemoryUpTo().asLongValue());
        within("upstream.memory", 0, Long.MAX_VALUE, upstream.memory().asLongValue());
    }

    /** By its name alone; nobody is asked. */
    private static boolean isLoopback(URI index) {
        String host = index.getHost();
        return host != null
                && (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]"));
    }

    private static void within(String name, long least, long most, long value) {
        if (value < least || value > most) {
            throw refused(name, "is between " + least + " and " + most, value);
        }
    }

    private static void atLeastOne(String name, long value) {
        if (value < 1) {
            throw refused(name, "is at least 1", value);
        }
    }

    private static void pause(String name, Duration value) {
        if (value.toMillis() < 1 || value.compareTo(LONGEST) > 0) {
            throw refused(name, "is between a millisecond and ten years", value);
        }
    }

    /** Zero is an end: there is one attempt then. */
    private static void end(String name, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw refused(name, "is between nothing and ten years", value);
        }
    }

    private static IllegalArgumentException refused(String name, String rule, Object value) {
        return new IllegalArgumentException("torrentizer." + name + " " + rule + ", not " + value);
    }
}
