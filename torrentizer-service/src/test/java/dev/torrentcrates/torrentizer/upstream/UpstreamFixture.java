package dev.torrentcrates.torrentizer.upstream;

import dev.torrentcrates.torrentizer.upstream.SourceSettings.Bounds;
import dev.torrentcrates.torrentizer.upstream.http.Manners;
import dev.torrentcrates.torrentizer.upstream.http.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Settings of sources under test. */
final class UpstreamFixture {
    static final String USER_AGENT = "test (mail@example.org)";

    /** How long a file is at most that is held in memory, and what all of these may take. */
    static final int IN_MEMORY_UP_TO = 50_000;

    static final int MEMORY = 300_000;

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** In bytes a second; with the patience of most tests, a drip is far slower. */
    private static final long LOWEST_SPEED = 16 * 1024;

    /** Of which tests that are about other things need to notice nothing. */
    private static final int CONCURRENCY = 64;

    private static final int REQUESTS_PER_SECOND = 1_000;

    private UpstreamFixture() {}

    static SourceSettings settings(URI index, Duration patience, long maxLength, Path folder) {
        return settings(index, patience, new Bounds(maxLength, IN_MEMORY_UP_TO, MEMORY, folder));
    }

    static SourceSettings settings(URI index, Duration patience, Bounds bounds) {
        return new SourceSettings(
                index,
                new Manners(USER_AGENT, CONCURRENCY, REQUESTS_PER_SECOND),
                new Patience(CONNECT, patience, LOWEST_SPEED),
                bounds);
    }

    /** All of it; left open. */
    static byte[] read(CrateContent content) throws IOException {
        try (InputStream stream = content.open()) {
            return stream.readAllBytes();
        }
    }
}
