package dev.torrentcrates.watcher.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.crate.CrateName;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.IntStream;
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

        assertThat(list.crates()).isEqualTo(crates(250));
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
        assertThat(list.crates()).isEqualTo(crates(130));
        assertThat(api.requests()).hasSize(2);
    }

    @Test
    void theListOutlivesARestart() throws IOException {
        api.has(100);
        list(50).look();
        api.refuses(500, "");
        TopList later = list(50);

        assertThat(later.look()).isTrue();

        assertThat(later.crates()).isEqualTo(crates(50));
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
        assertThat(list.crates()).as("until the new one is whole").isEqualTo(crates(200));
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
    void theLastListCountsWhileNobodyAnswers() throws IOException {
        api.has(100);
        TopList list = list(100);
        list.look();
        api.refuses(503, "");
        clock.pass(REFRESH);

        assertThat(list.look()).isFalse();

        assertThat(list.crates()).isEqualTo(crates(100));
        assertThat(list.trouble())
                .hasValue(
                        api.url()
                                + " answers 503; the most downloaded crates of 2026-11-25T04:00:00Z"
                                + " count");
        api.has(100);
        clock.pass(TopList.FIRST_PAUSE);
        list.look();
        assertThat(list.trouble()).isEmpty();
    }

    @Test
    void afterItAnsweredAFailureIsTheFirstAgain() throws IOException {
        api.has(100);
        TopList list = list(100);
        list.look();
        for (int day = 0; day < 2; day++) {
            clock.pass(REFRESH);
            api.refuses(503, "");
            list.look();
            int before = api.requests().size();
            api.has(100);
            clock.pass(TopList.FIRST_PAUSE);
            list.look();
            assertThat(api.requests()).hasSize(before + 1);
        }
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
    void afterAFailureItIsAskedMoreAndMoreRarely() throws IOException {
        api.has(100);
        TopList list = list(100);
        list.look();
        api.refuses(503, "");
        clock.pass(REFRESH);

        for (int second = 0; second < 4 * 3_600; second += 10) {
            list.look();
            clock.pass(Duration.ofSeconds(10));
        }

        List<Long> pauses =
                IntStream.range(2, api.requests().size())
                        .mapToObj(
                                i ->
                                        Duration.between(
                                                        api.requests().get(i - 1).time(),
                                                        api.requests().get(i).time())
                                                .toSeconds())
                        .toList();
        assertThat(pauses).containsExactly(30L, 60L, 120L, 240L, 480L, 960L, 1920L, 3600L, 3600L);
    }

    @Test
    void withoutAnyListItSaysWhatToDoAndAsksLater() throws IOException {
        api.refuses(503, "");
        TopList list = list(100);
        String message =
                "there is no list of the most downloaded crates yet: "
                        + api.url()
                        + " answers 503; it is asked for again by itself. To do without it, take"
                        + " watcher.include.top out of the settings";

        assertThatIOException().isThrownBy(list::look).withMessage(message);
        assertThatIOException().isThrownBy(list::look).withMessage(message);
        assertThat(api.requests()).hasSize(1);
        api.has(100);
        clock.pass(TopList.FIRST_PAUSE);
        assertThat(list.look()).isTrue();

        assertThat(clock.waits()).as("only the pace is waited for").containsOnly(Duration.ZERO);
    }

    @Test
    void pagesThatCameAreNotAskedForAgain() throws IOException {
        api.has(300);
        TopList list =
                new TopList(
                        settings(300, Duration.ofSeconds(5)),
                        file(),
                        clock,
                        time -> {
                            clock.sleep(time);
                            if (clock.waits().size() == 3) {
                                api.refuses(500, "");
                            }
                        });

        assertThatIOException().isThrownBy(list::look);
        api.has(300);
        clock.pass(TopList.FIRST_PAUSE);
        list.look();

        assertThat(list.crates()).isEqualTo(crates(300));
        assertThat(api.requests())
                .extracting(request -> request.pathAndQuery().replaceAll(".*&", ""))
                .containsExactly("page=1", "page=2", "page=3", "page=3");
    }

    @Test
    void itIsLeftAloneForAsLongAsItWants() throws IOException {
        api.has(100);
        TopList list = list(100);
        list.look();
        clock.pass(REFRESH);
        api.refuses(429, "7200");
        list.look();
        clock.pass(Duration.ofSeconds(7_199));
        list.look();
        assertThat(api.requests()).hasSize(2);

        clock.pass(Duration.ofSeconds(1));
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        clock.instant().plus(Duration.ofHours(3)).atOffset(ZoneOffset.UTC));
        api.refuses(429, date);
        list.look();
        clock.pass(Duration.ofHours(3).minusSeconds(1));
        list.look();
        assertThat(api.requests()).hasSize(3);

        clock.pass(Duration.ofSeconds(1));
        api.refuses(429, "999999999");
        list.look();
        clock.pass(TopList.LONGEST_RETRY_AFTER);
        list.look();
        assertThat(api.requests()).as("a day is the longest").hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "[]",
                "{\"crates\":{}}",
                "{\"crates\":[{\"id\":1}]}",
                "{\"crates\":[{\"name\":\"../../etc\"}]}",
                "{\"crates\":[]}"
            })
    void anAnswerThatIsNoListIsAFailure(String body) throws IOException {
        api.has(100);
        TopList list = list(100);
        list.look();
        clock.pass(REFRESH);
        api.answers(exchange -> TinyCratesApi.send(exchange, 200, body));

        assertThat(list.look()).isFalse();

        assertThat(list.crates()).isEqualTo(crates(100));
        assertThat(list.trouble().orElseThrow()).startsWith(api.url().toString());
    }

    @Test
    void anAnswerThatNeverEndsIsGivenUp() {
        api.hangs();
        TopList list =
                new TopList(settings(100, Duration.ofMillis(200)), file(), clock, clock::sleep);

        assertThatIOException()
                .isThrownBy(list::look)
                .withMessageContaining("gives no list: no whole answer in 200 ms");
    }

    @Test
    void anAnswerWithoutBoundsIsGivenUp() {
        api.answers(exchange -> TinyCratesApi.send(exchange, 200, " ".repeat((4 << 20) + 1)));
        TopList list = list(100);

        assertThatIOException().isThrownBy(list::look).withMessageContaining("gives no list: ");
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        api.close();
        TopList list = list(100);

        assertThatIOException()
                .isThrownBy(list::look)
                .withMessageContaining(api.url() + " gives no list: ConnectException");
    }

    @Test
    void anInterruptionEndsTheWaiting() {
        api.hangs();
        TopList list = list(100);

        Thread.currentThread().interrupt();

        assertThatThrownBy(list::look).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void moreCratesAreAskedForAtOnceAndFewerNotAtAll() throws IOException {
        api.has(1_000);
        list(100).look();
        TopList fewer = list(10);
        fewer.look();
        assertThat(fewer.crates()).isEqualTo(crates(10));
        assertThat(api.requests()).hasSize(1);

        clock.pass(TopList.PACE);
        TopList more = list(101);
        more.look();
        assertThat(more.crates()).as("until the longer one is whole").isEqualTo(crates(100));
        clock.pass(TopList.PACE);
        more.look();

        assertThat(more.crates()).isEqualTo(crates(101));
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

        assertThat(list.crates()).isEqualTo(crates(3));
        assertThat(api.requests()).hasSize(1);
    }

    @Test
    void aListFromTheFutureIsAskedForAgain() throws IOException {
        Files.writeString(file(), "# top 3 of " + api.url() + " at 2099-01-01T00:00:00Z\nserde\n");
        api.has(3);
        TopList list = list(3);

        list.look();

        assertThat(list.crates()).isEqualTo(crates(3));
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

        assertThat(list.crates()).isEqualTo(crates(3));
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

    private static List<CrateName> crates(int count) {
        return IntStream.range(0, count).mapToObj(i -> CrateName.of("crate-" + i)).toList();
    }
}
