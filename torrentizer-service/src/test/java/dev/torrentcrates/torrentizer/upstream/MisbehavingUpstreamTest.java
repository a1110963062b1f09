package dev.torrentcrates.torrentizer.upstream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.torrentizer.Fixture;
import dev.torrentcrates.torrentizer.attempt.Attempts;
import dev.torrentcrates.torrentizer.upstream.Fetched.Content;
import dev.torrentcrates.torrentizer.upstream.Fetched.LengthRefused;
import dev.torrentcrates.torrentizer.upstream.Fetched.Mismatch;
import dev.torrentcrates.torrentizer.upstream.Fetched.Unavailable;
import dev.torrentcrates.torrentizer.upstream.server.RawRegistry;
import dev.torrentcrates.torrentizer.upstream.server.RawRegistry.Script;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that no server should give. None costs time without end, or memory for good. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder.
@Timeout(60)
class MisbehavingUpstreamTest {
    private static final String TEXT = "the content";
    private static final SampleCrate CRATE = SampleCrates.ofText("found", "1.0.0", TEXT);
    private static final Duration PATIENCE = Duration.ofMillis(400);
    private static final int MAX_LENGTH = 1_000_000;
    private static final String OK = "HTTP/1.1 200 OK\r\nConnection: close\r\n";

    @TempDir Path folder;
    private final List<Download> downloads = new ArrayList<>();

    @AfterEach
    void nothingIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void headersThatDoNotComeAreNotWaitedFor() throws Exception {
        Fetched fetched = fetch((_, over) -> over.await());

        assertUnavailable(fetched, "no answer in 400 ms");
        assertThat(downloads).containsExactly(Download.unanswered());
    }

    @Test
    void headersThatDripAreNotWaitedFor() throws Exception {
        assertUnavailable(
                fetch(
                        (out, over) -> {
                            out.write((OK + "X: ").getBytes(US_ASCII));
                            while (!over.await(20, TimeUnit.MILLISECONDS)) {
                                out.write('x');
                            }
                        }),
                "no answer in 400 ms");
    }

    @Test
    void aBodyThatStopsIsNotWaitedFor() throws Exception {
        assertUnavailable(
                fetch(
                        (out, over) -> {
                            out.write((OK + length(11) + "the c").getBytes(US_ASCII));
                            over.await();
                        }),
                "5 bytes came in");
    }

    @Test
    void aBodyThatDripsIsNotWaitedForThoughItNeverStops() throws Exception {
        Fetched fetched =
                fetch(
                        (out, over) -> {
                            out.write((OK + length(MAX_LENGTH)).getBytes(US_ASCII));
                            while (!over.await(50, TimeUnit.MILLISECONDS)) {
                                out.write('x');
                            }
                        });

        assertUnavailable(fetched, "bytes came in");
        assertThat(downloads.getFirst().bytes()).isBetween(2L, 100L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 11\r\n\r\nthe c",
                "Content-Length: 900000\r\n\r\nthe content",
                "Transfer-Encoding: chunked\r\n\r\nb\r\nthe c",
                "Transfer-Encoding: chunked\r\n\r\nb\r\nthe content\r\n",
                "Transfer-Encoding: chunked\r\n\r\nnone\r\nthe content\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nthe content"
            })
    void aBodyThatIsCutOffIsNoContentAndNoMismatch(String answer) throws Exception {
        assertThat(fetch(RawRegistry.text(OK + answer))).isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 11\r\n\r\nthe content",
                "Transfer-Encoding: chunked\r\n\r\nb\r\nthe content\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nthe c\r\n6\r\nontent\r\n0\r\n\r\n",
                "\r\nthe content",
                "Content-Length: 11\r\nContent-Encoding: identity\r\n\r\nthe content",
                "Content-Length: 11\r\n\r\nthe content and more that nobody asked for"
            })
    void aBodyThatIsWholeIsContentHoweverItIsSent(String answer) throws Exception {
        assertThat(fetch(RawRegistry.text(OK + answer))).isInstanceOf(Content.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\n\r\nthe content",
                "Content-Length: 11\r\n\r\nThe content",
                "\r\nthe content and more"
            })
    void otherBytesAreAMismatch(String answer) throws Exception {
        assertThat(fetch(RawRegistry.text(OK + answer))).isInstanceOf(Mismatch.class);
    }

    @Test
    void aLengthThatIsTooLargeIsRefusedBeforeAnythingOfItComes() throws Exception {
        Fetched fetched =
                fetch(
                        (out, over) -> {
                            out.write((OK + length(Long.MAX_VALUE)).getBytes(US_ASCII));
                            over.await();
                        });

        assertThat(fetched).isEqualTo(new LengthRefused(Long.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "99999999999999999999", "eleven", "11, 12"})
    void aLengthThatIsNoneIsNoReasonToFailOtherwiseThanByAnAnswer(String length) throws Exception {
        assertThat(fetch(RawRegistry.text(OK + "Content-Length: " + length + "\r\n\r\n" + TEXT)))
                .isInstanceOfAny(Unavailable.class, Content.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 11\r\n\r\n",
                "HTTP/1.1 206 Partial Content\r\nContent-Length: 11\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\n\r\n",
                "HTTP/1.1 500 Trouble\r\nContent-Length: 11\r\n\r\n",
                "HTTP/1.1 302 Found\r\nContent-Length: 11\r\n\r\n",
                "HTTP/1.1 302 Found\r\nLocation: \r\nContent-Length: 11\r\n\r\n",
                "HTTP/1.1 302 Found\r\nLocation: ::::\r\nContent-Length: 11\r\n\r\n",
                "HTTP/1.1 302 Found\r\nLocation: ftp://a/\r\nContent-Length: 11\r\n\r\n",
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 11\r\n\r\n",
                "HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 11\r\n\r\n",
                "HTTP/1.1 OK\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n",
                ""
            })
    void whatIsNoFileIsUnavailable(String head) throws Exception {
        Fetched fetched = fetch(RawRegistry.text(head + TEXT));

        assertThat(fetched)
                .isInstanceOfSatisfying(
                        Unavailable.class, it -> assertThat(it.reason()).hasSizeLessThan(250));
    }

    @Test
    void headersWithoutEndAreNotReadToTheEnd() throws Exception {
        String field = "X-Y: " + "z".repeat(1_000) + "\r\n";

        assertUnavailable(
                fetch(
                        (out, _) -> {
                            out.write(OK.getBytes(US_ASCII));
                            for (int i = 0; i < 1_000_000; i++) {
                                out.write(field.getBytes(US_ASCII));
                            }
                        }),
                "ProtocolException");
    }

    @Test
    void aHeaderWithoutEndIsNotReadToTheEnd() throws Exception {
        byte[] letters = "z".repeat(100_000).getBytes(US_ASCII);

        assertUnavailable(
                fetch(
                        (out, _) -> {
                            out.write((OK + "X: ").getBytes(US_ASCII));
                            for (int i = 0; i < 10_000; i++) {
                                out.write(letters);
                            }
                        }),
                "ProtocolException");
    }

    /** What it costs is given back before this returns. */
    private Fetched fetch(Script script) throws IOException, InterruptedException {
        try (RawRegistry upstream = new RawRegistry(script);
                HttpCrateSource source =
                        new HttpCrateSource(
                                UpstreamFixture.settings(
                                        upstream.index(), PATIENCE, MAX_LENGTH, folder),
                                InstantSource.system(),
                                downloads::add)) {
            Fetched fetched =
                    source.fetch(
                            VersionIdentity.of(Registry.CRATES_IO, Fixture.line(CRATE)),
                            Attempts.UNHURRIED);
            if (fetched instanceof Content(CrateContent content)) {
                content.close();
            }
            assertThat(source.freeMemory()).isEqualTo(UpstreamFixture.MEMORY);
            assertThat(downloads).hasSize(1);
            return fetched;
        }
    }

    private static void assertUnavailable(Fetched fetched, String reason) {
        assertThat(fetched)
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        it -> assertThat(it.reason()).contains(reason).hasSizeLessThan(250));
    }

    private static String length(long bytes) {
        return "Content-Length: " + bytes + "\r\n\r\n";
    }
}
