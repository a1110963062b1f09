package dev.torrentcrates.watcher.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.watcher.TestClock;
import dev.torrentcrates.watcher.http.TinyServer;
import dev.torrentcrates.watcher.source.UpstreamException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // Before each test.
class SparseClientTest {
    private final TestClock clock = new TestClock();
    private TinyServer server;
    private SparseClient client;
    private URI file;

    @BeforeEach
    void start() throws IOException {
        server = new TinyServer();
        client = client(1_000);
        file = server.url().resolve("se/rd/serde");
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void aFileComesWithWhatItCanBeAskedForAgainWith() throws IOException {
        server.answers("se/rd/serde", 200, "line", "ETag", "\"1\"", "Last-Modified", "yesterday");

        assertThat(client.get(file, Validators.NONE))
                .isInstanceOfSatisfying(
                        SparseAnswer.Changed.class,
                        changed -> {
                            assertThat(changed.content()).asString().isEqualTo("line");
                            assertThat(changed.validators())
                                    .isEqualTo(new Validators("\"1\"", "yesterday"));
                        });
    }

    @Test
    void aFileThatIsKnownIsAskedForOnConditionOnly() throws IOException {
        server.answers("se/rd/serde", 200, "line", "ETag", "\"1\"");

        assertThat(client.get(file, new Validators("\"1\"", "yesterday")))
                .isInstanceOf(SparseAnswer.NotModified.class);
        assertThat(server.requests().getFirst().header("If-modified-since")).isEqualTo("yesterday");
    }

    @Test
    void onlyWhatCargoTakesForItSaysThatThereIsNoFile() throws IOException {
        assertThat(client.get(file, Validators.NONE)).isInstanceOf(SparseAnswer.Absent.class);

        for (int status : new int[] {410, 451}) {
            server.answers("se/rd/serde", status, "");
            assertThat(client.get(file, Validators.NONE)).isInstanceOf(SparseAnswer.Absent.class);
        }
        for (int status : new int[] {403, 500}) {
            server.answers("se/rd/serde", status, "");
            assertThatThrownBy(() -> client.get(file, Validators.NONE))
                    .isInstanceOf(SparseClient.UnusableAnswerException.class)
                    .hasMessageContaining(" answers " + status);
        }
    }

    @Test
    void itSaysWhoItIs() throws IOException {
        client.get(file, Validators.NONE);

        assertThat(server.requests().getFirst().header("User-agent")).isEqualTo("test (contact)");
    }

    @Test
    void aServerThatWantsToBeLeftAloneIs() throws IOException {
        server.answers("se/rd/serde", 429, "", "Retry-After", "60");
        assertThatThrownBy(() -> client.get(file, Validators.NONE))
                .isInstanceOf(UpstreamException.class);

        clock.pass(Duration.ofSeconds(59));
        assertThatThrownBy(() -> client.get(file, Validators.NONE))
                .isInstanceOf(UpstreamException.class)
                .hasMessageContaining("left alone");
        assertThat(server.requests()).hasSize(1);

        clock.pass(Duration.ofSeconds(1));
        server.answers("se/rd/serde", 200, "line");
        assertThat(client.get(file, Validators.NONE)).isInstanceOf(SparseAnswer.Changed.class);
    }

    @Test
    void oneServerThatWantsToBeLeftAloneSpeaksForNoOther() throws IOException {
        server.answers("se/rd/serde", 429, "", "Retry-After", "60");
        assertThatThrownBy(() -> client.get(file, Validators.NONE))
                .isInstanceOf(UpstreamException.class);

        try (TinyServer other = new TinyServer()) {
            assertThat(client.get(other.url().resolve("updates.xml"), Validators.NONE))
                    .isInstanceOf(SparseAnswer.Absent.class);
        }
    }

    @Test
    void anAnswerThatIsTooLongIsNotRead() {
        server.answers("se/rd/serde", 200, "x".repeat((16 << 20) + 1));

        assertThatThrownBy(() -> client.get(file, Validators.NONE))
                .isInstanceOf(UpstreamException.class);
    }

    @Test
    void requestsAreSpreadOverTime() throws IOException {
        try (SparseClient slow = client(20)) {
            long begin = System.nanoTime();
            for (int i = 0; i < 5; i++) {
                slow.get(file, Validators.NONE);
            }

            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
    }

    private SparseClient client(int requestsPerSecond) {
        return new SparseClient("test (contact)", requestsPerSecond, Duration.ofSeconds(10), clock);
    }
}
