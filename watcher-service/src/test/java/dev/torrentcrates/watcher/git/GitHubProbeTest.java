package dev.torrentcrates.watcher.git;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against something that answers as GitHub's API does. */
class GitHubProbeTest {
    private static final String HEAD = "a".repeat(40);
    private static final String OTHER = "b".repeat(40);

    private final List<String> userAgents = new ArrayList<>();
    private HttpServer api;
    private int refusal;
    private Instant now = Instant.EPOCH;
    private HeadProbe probe;

    @BeforeEach
    void start() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext(
                "/repos/owner/index/commits/master",
                exchange -> {
                    userAgents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
                    String known = exchange.getRequestHeaders().getFirst("If-None-Match");
                    exchange.sendResponseHeaders(answer(known), -1);
                    exchange.close();
                });
        api.start();
        URI base = URI.create("http://127.0.0.1:" + api.getAddress().getPort());
        URI address =
                GitHubProbe.address(base, "https://github.com/owner/index.git", "master")
                        .orElseThrow();
        probe = GitHubProbe.of(address, "test (contact)", () -> now);
    }

    @AfterEach
    void stop() {
        probe.close();
        api.stop(0);
    }

    @Test
    void whileNothingHasMovedOneConditionalRequestIsAll() throws IOException {
        assertThat(probe.isSurelyAt(HEAD)).isTrue();
        assertThat(probe.isSurelyAt(OTHER)).isFalse();
        assertThat(userAgents).containsExactly("test (contact)", "test (contact)");
    }

    @Test
    void anApiThatRefusesIsLeftAloneForAWhileAndNothingIsKnownMeanwhile() throws IOException {
        refusal = 403;
        assertThat(probe.isSurelyAt(HEAD)).isFalse();
        refusal = 0;
        assertThat(probe.isSurelyAt(HEAD)).isFalse();
        assertThat(userAgents).hasSize(1);

        now = now.plusSeconds(601);
        assertThat(probe.isSurelyAt(HEAD)).isTrue();
    }

    @Test
    void whereTheApiIsAwayNothingIsKnown() throws IOException {
        api.stop(0);

        assertThat(probe.isSurelyAt(HEAD)).isFalse();
    }

    @Test
    void onlyAnIndexAtGitHubHasAnAddressThere() {
        URI base = URI.create("https://api.github.com");

        assertThat(
                        GitHubProbe.address(
                                base, "https://github.com/rust-lang/crates.io-index", "master"))
                .hasValue(
                        URI.create(
                                "https://api.github.com/repos/rust-lang/crates.io-index/commits/master"));
        assertThat(GitHubProbe.address(base, "https://example.org/a/b", "master")).isEmpty();
        assertThat(GitHubProbe.address(base, "file:///github.com/a/b", "master")).isEmpty();
    }

    private int answer(@Nullable String known) {
        if (refusal != 0) {
            return refusal;
        }
        return ("\"" + HEAD + "\"").equals(known) ? 304 : 200;
    }
}
