package dev.torrentcrates.watcher.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
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
class TopListFailureTest {
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
    void theLastListCountsWhileNobodyAnswers() throws IOException {
        api.has(100);
        TopList list = list(100);
        list.look();
        api.refuses(503, "");
        clock.pass(REFRESH);

        assertThat(list.look()).isFalse();

        assertThat(list.crates()).isEqualTo(TinyCratesApi.crates(100));
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

        assertThat(list.crates()).isEqualTo(TinyCratesApi.crates(300));
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

        assertThat(list.crates()).isEqualTo(TinyCratesApi.crates(100));
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
