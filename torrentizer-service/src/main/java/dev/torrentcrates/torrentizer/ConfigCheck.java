package dev.torrentcrates.torrentizer;

import java.net.URI;
import java.time.Duration;

/** Refuses settings that make no sense, before anything is started by them. */
final class ConfigCheck {
    /** Longer than anybody waits, and far from where sums of times overflow. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    /** A shorter one is guessed; {@code openssl rand -hex 16} makes a good one. */
    private static final int MIN_TOKEN = 16;

    private ConfigCheck() {}

    /**
     * The same settings, which make sense.
     *
     * @throws IllegalArgumentException with the name of one that does not
     */
    static TorrentizerConfig of(TorrentizerConfig config) {
        atLeastOne("concurrency", config.concurrency());
        atLeastOne("max-crate-size", config.maxCrateSize().asLongValue());
        if (config.instance().isBlank()) {
            throw refused("instance", "is not blank", "'" + config.instance() + "'");
        }
        URI index = config.upstream().index();
        if (!"http".equals(index.getScheme()) && !"https".equals(index.getScheme())) {
            throw refused("upstream.index", "is an HTTP URL", index);
        }
        pause("upstream.connect-timeout", config.upstream().connectTimeout());
        pause("upstream.answer-timeout", config.upstream().answerTimeout());
        pause("retry.first-delay", config.retry().firstDelay());
        pause("retry.longest-delay", config.retry().longestDelay());
        atLeastOne("audit.bytes-per-second", config.audit().bytesPerSecond().asLongValue());
        end("audit.every", config.audit().every());
        end("min-age", config.minAge());
        if (config.adminToken().map(String::length).orElse(MIN_TOKEN) < MIN_TOKEN) {
            throw refused("admin-token", "has at least " + MIN_TOKEN + " characters", "fewer");
        }
        end("retry.give-up-after", config.retry().giveUpAfter());
        end("retry.mismatch-give-up-after", config.retry().mismatchGiveUpAfter());
        return config;
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
