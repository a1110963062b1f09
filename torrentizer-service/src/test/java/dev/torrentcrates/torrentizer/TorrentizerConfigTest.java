package dev.torrentcrates.torrentizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.torrentcrates.torrentizer.progress.Timers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit sets the folder.
class TorrentizerConfigTest {
    @TempDir Path folder;

    @Test
    void withoutAnySettingItTakesItsCratesFromCratesIo() {
        TorrentizerConfig config = config(Map.of());

        assertThat(config.instance()).isEqualTo("localhost");
        assertThat(config.upstream().index()).isEqualTo(URI.create("https://index.crates.io/"));
        assertThat(config.upstream().userAgent()).isEqualTo("torrent-crates");
        assertThat(config.upstream().contact()).isEmpty();
        assertThat(config.upstream().connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.upstream().answerTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.upstream().lowestSpeed().asLongValue()).isEqualTo(16L * 1024);
        assertThat(config.upstream().concurrency()).isEqualTo(64);
        assertThat(config.upstream().requestsPerSecond()).isEqualTo(100);
        assertThat(config.upstream().inMemoryUpTo().asLongValue()).isEqualTo(8L * 1024 * 1024);
        assertThat(config.upstream().memory().asLongValue()).isEqualTo(64L * 1024 * 1024);
        assertThat(config.dataFolder()).isEqualTo(Path.of("data/torrentizer"));
        assertThat(config.concurrency()).isEqualTo(32);
        assertThat(config.maxCrateSize().asLongValue()).isEqualTo(512L * 1024 * 1024);
        assertThat(config.retry().firstDelay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.retry().longestDelay()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.retry().giveUpAfter()).isEqualTo(Duration.ofDays(7));
        assertThat(config.retry().mismatchGiveUpAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(config.minAge()).isZero();
        assertThat(config.firstPatience()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.audit().every()).isEqualTo(Duration.ofDays(7));
        assertThat(config.audit().bytesPerSecond().asLongValue()).isEqualTo(8L * 1024 * 1024);
        assertThat(config.adminToken()).isEmpty();
        assertThat(config.storage().endpoint()).isEqualTo(URI.create("http://127.0.0.1:7881"));
        assertThat(config.storage().bucket()).isEqualTo("torrent-crates");
        assertThat(ConfigCheck.of(config)).isSameAs(config);
    }

    @ParameterizedTest
    @CsvSource({
        "concurrency, 0",
        "concurrency, -1",
        "max-crate-size, 0",
        "instance, ' '",
        "upstream.index, index.crates.io/",
        "upstream.connect-timeout, 0s",
        "upstream.answer-timeout, -1s",
        "upstream.answer-timeout, 4000d",
        "upstream.lowest-speed, 0",
        "upstream.concurrency, 0",
        "upstream.concurrency, 101",
        "upstream.requests-per-second, 0",
        "upstream.requests-per-second, 1000001",
        "upstream.in-memory-up-to, 2G",
        "retry.first-delay, 0s",
        "retry.longest-delay, 0s",
        "retry.longest-delay, 999ms",
        "concurrency, 1001",
        "max-crate-size, 5000M",
        "retry.give-up-after, -1s",
        "retry.give-up-after, 4000d",
        "retry.mismatch-give-up-after, -1s",
        "min-age, -1s",
        "min-age, 31d",
        "first-patience, 0s",
        "audit.every, -1s",
        "audit.bytes-per-second, 0"
    })
    void aSettingThatMakesNoSenseIsRefusedByItsName(String name, String value) {
        TorrentizerConfig config = config(Map.of("torrentizer." + name, value));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigCheck.of(config))
                .withMessageStartingWith("torrentizer." + name + " is ");
    }

    @Test
    void anAdminTokenThatCouldBeGuessedIsRefusedAndNotRepeated() {
        TorrentizerConfig config = config(Map.of("torrentizer.admin-token", "fifteen-letters"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigCheck.of(config))
                .withMessage("torrentizer.admin-token has at least 16 characters, not fewer");
    }

    @Test
    void whoAsksAnUpstreamOfOthersIsToSayWhomTheyCanTurnTo() {
        assertThat(ConfigCheck.advice(config(Map.of())))
                .hasValueSatisfying(
                        it ->
                                assertThat(it)
                                        .contains("torrentizer.upstream.contact")
                                        .contains("index.crates.io"));
        assertThat(
                        ConfigCheck.advice(
                                config(Map.of("torrentizer.upstream.contact", "a@example.org"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:7880/", "http://localhost/", "http://[::1]:80/"})
    void anUpstreamOfOnesOwnNeedsNoContact(String index) {
        assertThat(ConfigCheck.advice(config(Map.of("torrentizer.upstream.index", index))))
                .isEmpty();
    }

    @Test
    void withASettingThatMakesNoSenseTheServiceDoesNotStart() {
        TorrentizerConfig config =
                config(
                        Map.of(
                                "torrentizer.concurrency",
                                "0",
                                "torrentizer.data-folder",
                                folder.toString()));

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new TorrentizerService(
                                        config,
                                        "127.0.0.1:1",
                                        new Timers(new SimpleMeterRegistry())))
                .withMessage("torrentizer.concurrency is between 1 and 1000, not 0");
    }

    private static TorrentizerConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(TorrentizerConfig.class)
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(settings, "test", 1_000))
                .build()
                .getConfigMapping(TorrentizerConfig.class);
    }
}
