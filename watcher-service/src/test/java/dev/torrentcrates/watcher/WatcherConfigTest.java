package dev.torrentcrates.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.watcher.tail.Since;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatcherConfigTest {
    @Test
    void withoutAnySettingItFollowsAllOfCratesIoFromNowOn() {
        WatcherConfig config = config(Map.of());

        assertThat(config.registry()).isEqualTo("crates.io");
        assertThat(config.index().url()).isEqualTo("https://github.com/rust-lang/crates.io-index");
        assertThat(config.index().branch()).isEqualTo("master");
        assertThat(config.since()).isEmpty();
        assertThat(config.effectiveSince()).isEqualTo(Since.NOW);
        assertThat(config.index().githubApi()).isEqualTo(URI.create("https://api.github.com"));
        assertThat(config.pollInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.longestPause()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.maxSteps()).isEqualTo(1_000);
        assertThat(config.maxDeletions()).isEqualTo(100);
        assertThat(config.maxLag()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.adminToken()).isEmpty();
        assertThat(config.dataFolder()).isEqualTo(Path.of("data/watcher"));
        assertThat(config.include().isAny()).isFalse();
        assertThat(config.include().names()).isEmpty();
        assertThat(config.include().lockFiles()).isEmpty();
        assertThat(config.include().top()).isEmpty();
        assertThat(config.include().topSource())
                .isEqualTo(URI.create("https://crates.io/api/v1/crates"));
        assertThat(config.include().topRefresh()).isEqualTo(Duration.ofHours(24));
        assertThat(config.exclude()).isEmpty();
        assertThat(config.userAgent())
                .isEqualTo("torrent-crates (https://github.com/torrent-crates/torrent-crates)");
    }

    @Test
    void withoutAnySettingGitIsFollowedAndTheSparseIndexIsThatOfCratesIo() {
        WatcherConfig config = config(Map.of());

        assertThat(config.source()).isEqualTo(WatcherConfig.Source.GIT);
        assertThat(config.sparse().url()).isEqualTo(URI.create("https://index.crates.io/"));
        assertThat(config.sparse().feed())
                .isEqualTo(URI.create("https://static.crates.io/rss/updates.xml"));
        assertThat(config.sparse().requestsPerSecond()).isEqualTo(10);
        assertThat(config.consistency().enabled()).isEmpty();
        assertThat(config.consistency().interval()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.consistency().grace()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.consistency().visibleIndex()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "include.names, 'serde,tokio', true",
        "include.top, 10, true",
        "include.names, 'serde,tokio-*', false",
        "exclude, serde, false",
    })
    void cratesCanBeListedWhereSomeAreNamedAndNoneByAPattern(
            String name, String value, boolean expected) {
        assertThat(config(Map.of("watcher." + name, value)).include().canBeListed())
                .isEqualTo(expected);
    }

    @Test
    void sourcesAreComparedWhereCratesCanBeListedAndBothAreOfOneRegistry() {
        Map<String, String> named = Map.of("watcher.include.names", "serde");
        Map<String, String> otherGit =
                Map.of(
                        "watcher.include.names", "serde",
                        "watcher.index.url", "http://127.0.0.1/index");
        Map<String, String> otherBoth =
                Map.of(
                        "watcher.include.names", "serde",
                        "watcher.index.url", "http://127.0.0.1/index",
                        "watcher.sparse.url", "http://127.0.0.1/index/");
        Map<String, String> followsSparse =
                Map.of("watcher.include.names", "serde", "watcher.source", "sparse");

        assertThat(config(Map.of()).comparesSources()).isFalse();
        assertThat(config(named).comparesSources()).isTrue();
        assertThat(config(otherGit).comparesSources()).isFalse();
        assertThat(config(otherBoth).comparesSources()).isTrue();
        assertThat(config(followsSparse).comparesSources()).isFalse();
    }

    @Test
    void whatToWatchIsWrittenAsLists() {
        WatcherConfig config =
                config(
                        Map.of(
                                "watcher.include.names", "serde,tokio-*",
                                "watcher.include.lock-files", "one/Cargo.lock,/two/Cargo.lock",
                                "watcher.include.top", "200",
                                "watcher.exclude", "solana-*",
                                "watcher.contact", "mirror@example.org"));

        assertThat(config.include().names()).hasValue(List.of("serde", "tokio-*"));
        assertThat(config.include().lockFiles())
                .hasValue(List.of(Path.of("one/Cargo.lock"), Path.of("/two/Cargo.lock")));
        assertThat(config.include().top()).hasValue(200);
        assertThat(config.exclude()).hasValue(List.of("solana-*"));
        assertThat(config.userAgent()).isEqualTo("torrent-crates (mirror@example.org)");
    }

    @ParameterizedTest
    @CsvSource({
        "include.names, serde, BEGINNING",
        "include.lock-files, Cargo.lock, BEGINNING",
        "include.top, 10, BEGINNING",
        "include.names, '', NOW",
        "exclude, serde, NOW",
    })
    void withAnIncludeItBeginsAtTheBeginning(String name, String value, Since expected) {
        assertThat(config(Map.of("watcher." + name, value)).effectiveSince()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"now, NOW", "beginning, BEGINNING"})
    void whereToBeginCanBeSaid(String value, Since expected) {
        Map<String, String> all = Map.of("watcher.since", value);
        Map<String, String> some = Map.of("watcher.since", value, "watcher.include.names", "serde");

        assertThat(config(all).effectiveSince()).isEqualTo(expected);
        assertThat(config(some).effectiveSince()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "max-steps, 0",
        "max-deletions, -1",
        "poll-interval, 0s",
        "longest-pause, 0s",
        "max-lag, 0s",
        "admin-token, 0123456789abcde",
        "sparse.requests-per-second, 0",
        "sparse.requests-per-second, 1001",
        "sparse.url, https://index.example.org",
        "consistency.interval, 0s",
        "consistency.grace, -1s",
        "consistency.visible-index, http://127.0.0.1/index",
        "consistency.enabled, true",
        "source, sparse"
    })
    void aFigureThatMakesNoSenseIsRefusedByItsName(String name, String value) {
        assertThatThrownBy(() -> config(Map.of("watcher." + name, value)).check())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("watcher." + name);
        assertThatCode(() -> config(Map.of()).check()).doesNotThrowAnyException();
    }

    private static WatcherConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(WatcherConfig.class)
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(settings, "test", 1_000))
                .build()
                .getConfigMapping(WatcherConfig.class);
    }
}
