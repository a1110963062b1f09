package dev.torrentcrates.torrentizer.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.torrentcrates.index.DownloadTemplate;
import dev.torrentcrates.torrentizer.upstream.http.Answer;
import dev.torrentcrates.torrentizer.upstream.http.HttpGet;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The registry's config.json, which says where crate files are. Read when it is needed first, now
 * and then after that, and soon after a download has failed: the files may have moved. Thread-safe.
 */
final class RegistryConfig {
    private static final Duration TRUSTED_FOR = Duration.ofHours(1);

    /** A thousand failures in a row are no reason to ask a thousand times. */
    private static final Duration ASKED_AT_MOST_EVERY = Duration.ofSeconds(10);

    /** For the whole answer; all downloads wait for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** crates.io's has 100 bytes. */
    private static final int MAX_LENGTH = 64 * 1024;

    private static final JsonMapper MAPPER = new JsonMapper();

    private final URI location;
    private final HttpGet http;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable DownloadTemplate template;

    /** Why there is no template yet; told to all who ask before it is due to be read again. */
    private @Nullable IOException failure;

    private Instant askedAt = Instant.MIN;
    private volatile boolean doubted;

    RegistryConfig(URI index, HttpGet http, InstantSource clock) {
        this.location = index.resolve("config.json");
        this.http = http;
        this.clock = clock;
    }

    /** Says that a download failed which the template had the address of. */
    void doubt() {
        doubted = true;
    }

    /**
     * The template, read anew where that is due, by one thread, while others use the old one. Where
     * reading it anew fails, the old one is used.
     *
     * @throws IOException where there is none yet, and upstream does not give one, or did not a
     *     moment ago
     */
    DownloadTemplate template() throws IOException, InterruptedException {
        DownloadTemplate known = template;
        if (known == null) {
            lock.lockInterruptibly();
        } else if (!lock.tryLock()) {
            return known;
        }
        try {
            known = template;
            if (isDue(clock.instant())) {
                known = readAnew();
            }
            if (known == null) {
                throw new IOException(
                        failure == null ? "not read yet" : failure.getMessage(), failure);
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    /** Counted from the end of the answer: those who waited for it do not ask at once again. */
    private @Nullable DownloadTemplate readAnew() throws InterruptedException {
        try {
            template = read();
            failure = null;
            doubted = false;
        } catch (IOException e) {
            failure = e;
            doubted = true;
        }
        askedAt = clock.instant();
        return template;
    }

    private boolean isDue(Instant now) {
        Instant due = askedAt.plus(doubted ? ASKED_AT_MOST_EVERY : TRUSTED_FOR);
        return !now.isBefore(due);
    }

    private DownloadTemplate read() throws IOException, InterruptedException {
        try (Answer answer = http.get(location, PATIENCE)) {
            if (answer.status() != 200) {
                throw new IOException(location + " answers " + answer.status());
            }
            JsonNode dl = MAPPER.readTree(answer.readAtMost(MAX_LENGTH)).path("dl");
            if (!dl.isTextual()) {
                throw new IOException(location + " has no text in the field 'dl'");
            }
            return new DownloadTemplate(dl.textValue());
        }
    }
}
