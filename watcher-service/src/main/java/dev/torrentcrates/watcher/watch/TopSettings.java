package dev.torrentcrates.watcher.watch;

import dev.torrentcrates.watcher.WatcherConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The list of the most downloaded crates that is wanted.
 *
 * @param count how many
 * @param source crates.io's API, or one of its form
 * @param refresh how old the list may get
 * @param userAgent the name that requests bear
 * @param patience for a whole answer
 */
record TopSettings(int count, URI source, Duration refresh, String userAgent, Duration patience) {
    /** Ten requests; who wants more crates than that is better off with a lock file or all. */
    static final int MAX_COUNT = 1_000;

    /** The API lets us ask once a second, and the list changes slowly. */
    private static final Duration SHORTEST_REFRESH = Duration.ofMinutes(1);

    /** Longer than anybody waits, and far from where sums of times overflow. */
    private static final Duration LONGEST_REFRESH = Duration.ofDays(3650);

    /** Longer than crates.io takes for a page; whoever follows the index waits for as long. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Longer than any address; and such a header passes every server. */
    private static final int MAX_CONTACT = 200;

    /**
     * What the settings say; empty where they ask for no list.
     *
     * @throws IllegalArgumentException that names the setting that makes no sense
     */
    static Optional<TopSettings> of(WatcherConfig config) {
        String contact = config.contact();
        if (contact.isBlank()
                || contact.length() > MAX_CONTACT
                || !contact.chars().allMatch(c -> c >= ' ' && c < 127 && c != '(' && c != ')')) {
            throw refused(
                    "contact", "is a URL or an address of mail, without parentheses", contact);
        }
        WatcherConfig.Include include = config.include();
        URI source = include.topSource();
        if ((!"http".equals(source.getScheme()) && !"https".equals(source.getScheme()))
                || source.getHost() == null
                || source.getFragment() != null) {
            throw refused("include.top-source", "is an HTTP URL", source);
        }
        Duration refresh = include.topRefresh();
        if (refresh.compareTo(SHORTEST_REFRESH) < 0 || refresh.compareTo(LONGEST_REFRESH) > 0) {
            throw refused("include.top-refresh", "is between a minute and ten years", refresh);
        }
        if (include.top().isEmpty()) {
            return Optional.empty();
        }
        int count = include.top().getAsInt();
        if (count < 1 || count > MAX_COUNT) {
            throw refused("include.top", "is between 1 and " + MAX_COUNT, count);
        }
        return Optional.of(new TopSettings(count, source, refresh, config.userAgent(), PATIENCE));
    }

    private static IllegalArgumentException refused(String name, String rule, Object value) {
        return new IllegalArgumentException("watcher." + name + " " + rule + ", not " + value);
    }
}
