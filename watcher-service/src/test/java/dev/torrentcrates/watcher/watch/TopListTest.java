package dev.torrentcrates.watcher.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.torrentcrates.crate.CrateName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit sets the folder, and start() the rest.
class TopListTest {
    private static final Duration REFRESH = Duration.ofHours(24);

    @TempDir Path folder;
    private final HeldClock clock = new HeldClock();
    private TinyCratesApi api;

    @BeforeEach
    void start() throws IOException {
        api = new TinyCratesApi(clock);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void theFirstListIsAskedForInPagesAtOneASecond() throws IOException {
        api.has(1_000);
        TopList list = list(250);

        assertThat(list.look()).isTrue();

        assertThat(list.crates()).isEqualTo(TinyCratesApi.crates(250));
        assertThat(api.requests())
                .extracting(TinyCratesApi.Request::pathAndQuery)
                .containsExactly(
                        "/api/v1/crates?sort=downloads&per_page=100&page=1",
                        "/api/v1/crates?sort=downloads&per_page=100&page=2",
                        "/api/v1/crates?sort=downloads&per_page=100&page=3");
        assertThat(api.requests())
                .extracting(request -> Duration.between(HeldClock.BEGIN, request.time()))
                .containsExactly(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(api.requests())
                .extracting(TinyCratesApi.Request::userAgent)
                .containsOnly("torrent-crates (https://example.org/mirror)");
        assertThat(list.trouble()).isEmpty();
    }

    @Test
    void aRegistryWithFewerCratesGivesThoseItHas() throws IOException {
        api.has(130);
        TopList list = list(1_000);

        list.look();
        clock.pass(Duration.ofHours(1));

        assertThat(list.look()).isFalse();
        assertThat(list.crates()).isEqualTo(TinyCratesApi.crates(130));
        assertThat(api.requests()).hasSize(2);
    }

    @Test
    void theListOutlivesARestart() throws IOException {
        api.has(100);
        list(50).look();
        api.refuses(500, "");
        TopList later = list(50);

        assertThat(later.look()).isTrue();

        assertThat(later.crates()).isEqualTo(TinyCratesApi.crates(50));
        assertThat(api.requests()).hasSize(1);
        assertThat(folder).isDirectoryContaining(file -> file.endsWith("top-list.txt"));
        assertThat(Files.readString(file()))
                .startsWith("# top 50 of " + api.url() + " at 2026-11-25T04:00:00Z\ncrate-0\n");
    }

    @Test
    void anOldListIsAskedForAgainAPageALook() throws IOException {
        api.has(200);
        TopList list = list(200);
        list.look();
        api.answers(
                exchange ->
                        TinyCratesApi.send(
                                exchange,
                                200,
                                "{\"crates\":["
                                        + "{\"name\":\"new\"},".repeat(99)
                                        + "{\"name\":\"other\"}]}"));
        clock.pass(REFRESH);

        assertThat(list.look()).isFalse();
        assertThat(list.crates())
                .as("until the new one is whole")
                .isEqualTo(TinyCratesApi.crates(200));
        assertThat(list.look()).as("within a second nothing is asked").isFalse();
        assertThat(api.requests()).hasSize(3);
        clock.pass(Duration.ofSeconds(1));
        assertThat(list.look()).isTrue();

        assertThat(list.crates()).containsExactly(CrateName.of("new"), CrateName.of("other"));
        assertThat(api.requests()).hasSize(4);
        clock.pass(REFRESH.minusSeconds(1));
        assertThat(list.look()).isFalse();
        assertThat(api.requests()).hasSize(4);
    }

    @Test
    void whereTheNewListIsTheSameNothingChanged() throws IOException {
        api.has(100);
        TopList list = list(100);
        list.look();
        clock.pass(REFRESH);

        assertThat(list.look()).isFalse();
        assertThat(api.requests()).hasSize(2);
    }

    @Test
    void aClockThatIsSetBackHoldsNothingUp() throws IOException {
        api.refuses(503, "");
        TopList list = list(100);
        assertThatIOException().isThrownBy(list::look);

        clock.pass(Duration.ofDays(-365));
        api.has(100);

        assertThat(list.look()).isTrue();
    }

    @Test
    void moreCratesAreAskedForAtOnceAndFewerNotAtAll() throws IOException {
        api.has(1_000);
        list(100).look();
        TopList fewer = list(10);
        fewer.look();
        assertThat(fewer.crates()).isEqualTo(TinyCratesApi.crates(10));
        assertThat(api.requests()).hasSize(1);

        clock.pass(TopList.PACE);
        TopList more = list(101);
        more.look();
        assertThat(more.crates())
                .as("until the longer one is whole")
                .isEqualTo(TinyCratesApi.crates(100));
        clock.pass(TopList.PACE);
        more.look();

        assertThat(more.crates()).isEqualTo(TinyCratesApi.crates(101));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "serde\n",
                "# top 3 of https://crates.io/api/v1/crates at 2026-11-25T04:00:00Z\nserde\n",
                "# top 3 of URL at 2026-11-25T04:00:00Z\n",
                "# top 3 of URL at 2026-11-25T04:00:00Z\nserde\nto",
                "# top 3 of URL at yesterday\nserde\n",
                "# top 3 of URL at 2026-11-25T04:00:00Z\nserde\n../x\n",
            })
    void aFileThatIsNoWholeListOfThisSourceIsNoList(String content) throws IOException {
        Files.writeString(file(), content.replace("URL", api.url().toString()));
        api.has(3);
        TopList list = list(3);

        list.look();

        assertThat(list.crates()).isEqualTo(TinyCratesApi.crates(3));
        assertThat(api.requests()).hasSize(1);
    }

    @Test
    void aListFromTheFutureIsAskedForAgain() throws IOException {
        Files.writeString(file(), "# top 3 of " + api.url() + " at 2099-01-01T00:00:00Z\nserde\n");
        api.has(3);
        TopList list = list(3);

        list.look();

        assertThat(list.crates()).isEqualTo(TinyCratesApi.crates(3));
    }

    @Test
    void aListThatCannotBeKeptCountsAllTheSame() throws IOException {
        Path notAFolder = Files.createFile(folder.resolve("not-a-folder"));
        api.has(3);
        TopList list =
                new TopList(
                        settings(3, Duration.ofSeconds(5)),
                        notAFolder.resolve("top-list.txt"),
                        clock,
                        clock::sleep);

        assertThat(list.look()).isTrue();

        assertThat(list.crates()).isEqualTo(TinyCratesApi.crates(3));
        assertThat(list.trouble().orElseThrow()).contains("cannot be kept in " + notAFolder);
    }

    private TopList list(int count) {
        return new TopList(settings(count, Duration.ofSeconds(5)), file(), clock, clock::sleep);
    }

    private TopSettings settings(int count, Duration patience) {
        return new TopSettings(
                count, api.url(), REFRESH, "torrent-crates (https://example.org/mirror)", patience);
    }

    private Path file() {
        return folder.resolve("top-list.txt");
    }
}
