package dev.torrentcrates.watcher.git;

import dev.torrentcrates.watcher.http.WholeAnswers;
import dev.torrentcrates.watcher.source.UpstreamException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks GitHub's API with an ETag, which costs it next to nothing and does not count against its
 * limit while nothing has changed. Where the API refuses it is left alone for a while.
 *
 * @see <a href="https://docs.github.com/en/rest/commits/commits#get-a-commit">Get a commit</a>
 */
public final class GitHubProbe implements HeadProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The id of a commit has 40 characters; a refusal may say more. */
    private static final int MAX_ANSWER_BYTES = 64 * 1024;

    /** GitHub counts its limit by the hour. */
    private static final Duration REFUSED_FOR = Duration.ofMinutes(10);

    private static final Pattern REPOSITORY =
            Pattern.compile("https://github\\.com/([^/]+)/([^/]+?)(?:\\.git)?/?");

    private final WholeAnswers http;
    private final URI commit;
    private final InstantSource clock;
    private Instant usableFrom = Instant.MIN;

    private GitHubProbe(URI commit, String userAgent, InstantSource clock) {
        this.commit = commit;
        this.http = new WholeAnswers(userAgent, PATIENCE, MAX_ANSWER_BYTES);
        this.clock = clock;
    }

    /**
     * The address of a branch's newest commit at GitHub's API; empty where an index is not there.
     *
     * @param api {@code https://api.github.com}
     */
    public static Optional<URI> address(URI api, String url, String branch) {
        Matcher repository = REPOSITORY.matcher(url);
        return repository.matches()
                ? Optional.of(
                        api.resolve(
                                "/repos/%s/%s/commits/%s"
                                        .formatted(
                                                repository.group(1), repository.group(2), branch)))
                : Optional.empty();
    }

    /**
     * A probe.
     *
     * @param commit its {@linkplain #address address}
     * @param userAgent without which GitHub answers nobody
     */
    public static HeadProbe of(URI commit, String userAgent, InstantSource clock) {
        return new GitHubProbe(commit, userAgent, clock);
    }

    @Override
    public boolean isSurelyAt(String id) throws UpstreamException {
        if (clock.instant().isBefore(usableFrom)) {
            return false;
        }
        HttpRequest request =
                http.request(commit)
                        .header("Accept", "application/vnd.github.sha")
                        .header("If-None-Match", "\"" + id + "\"")
                        .build();
        int status;
        try {
            status = http.get(request).statusCode();
        } catch (InterruptedIOException e) {
            throw new UpstreamException("interrupted while asking " + commit, e);
        } catch (IOException e) {
            status = 0; // git itself may answer all the same
        }
        if (status == 200 || status == 304) {
            return status == 304;
        }
        usableFrom = clock.instant().plus(REFUSED_FOR);
        return false;
    }

    @Override
    public void close() {
        http.close();
    }
}
