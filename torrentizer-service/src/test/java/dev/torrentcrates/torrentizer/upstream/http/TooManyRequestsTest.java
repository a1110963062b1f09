package dev.torrentcrates.torrentizer.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.torrentcrates.torrentizer.Fixture;
import dev.torrentcrates.torrentizer.upstream.server.TinyRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that has had enough of us for a while. */
@SuppressWarnings("NullAway.Init") // JUnit calls what sets the fields.
class TooManyRequestsTest {
    private static final byte[] BODY = {1, 2, 3};
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** How each request is refused, the next one first; then there are answers. */
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();

    private final Queue<Long> requestedAt = new ConcurrentLinkedQueue<>();
    private TinyRegistry server;
    private HttpGet http;

    @BeforeEach
    void start() throws IOException {
        server = new TinyRegistry();
        server.on("/file", this::answer);
        http =
                new HttpGet(
                        new Manners("test", 8, 1_000),
                        new Patience(MINUTE, MINUTE, 1),
                        HttpClient.newBuilder(),
                        () -> Fixture.NOON);
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    @Test
    void itIsAskedAgainWhenItWantsToBe() throws Exception {
        refusals.add("1");

        assertThat(get()).isEqualTo(200);

        assertThat(server.requests("/file")).isEqualTo(2);
        assertThat(sinceTheFirstRequest()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void itMayNameADate() throws Exception {
        refusals.add("Sun, 01 Nov 2026 12:00:01 GMT");

        assertThat(get()).isEqualTo(200);

        assertThat(sinceTheFirstRequest()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aServerThatRefusesAgainAndAgainIsLeftAloneInTheEnd() throws Exception {
        for (int i = 0; i < 5; i++) {
            refusals.add("0");
        }

        assertThat(get()).isEqualTo(429);
        assertThat(server.requests("/file")).isEqualTo(3);
    }

    @Test
    void whereItDoesNotSayWhenAllRequestsWaitAllTheSame() throws Exception {
        refusals.add("");
        assertThatAllWait();
    }

    @Test
    void whereItNamesACenturyAllRequestsWaitToo() throws Exception {
        refusals.add("999999999");
        assertThatAllWait();
    }

    /** That is: the one that was refused, and another to another file; both can be interrupted. */
    private void assertThatAllWait() throws InterruptedException {
        AtomicReference<@Nullable Throwable> end = new AtomicReference<>();
        AtomicReference<@Nullable Throwable> endOfTheOther = new AtomicReference<>();
        Thread refused = Thread.startVirtualThread(() -> keepEnd(end));
        Awaitility.await().until(() -> isWaiting(refused) && refusals.isEmpty());
        Thread other = Thread.startVirtualThread(() -> keepEnd(endOfTheOther));
        Awaitility.await().until(() -> isWaiting(other));

        assertThat(server.requests("/file")).isEqualTo(1);
        refused.interrupt();
        other.interrupt();

        assertThat(refused.join(MINUTE)).isTrue();
        assertThat(other.join(MINUTE)).isTrue();
        assertThat(end.get()).isInstanceOf(InterruptedException.class);
        assertThat(endOfTheOther.get()).isInstanceOf(InterruptedException.class);
        assertThat(server.requests("/file")).isEqualTo(1);
    }

    /** For a time that somebody named: not just for the answer, which takes microseconds. */
    private static boolean isWaiting(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().equals(Pace.class.getName())) {
                return thread.getState() == Thread.State.TIMED_WAITING;
            }
        }
        return false;
    }

    private void keepEnd(AtomicReference<@Nullable Throwable> end) {
        try {
            get();
        } catch (IOException | InterruptedException e) {
            end.set(e);
        }
    }

    private int get() throws IOException, InterruptedException {
        try (Answer answer = http.get(server.index().resolve("file"), MINUTE)) {
            return answer.status();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        requestedAt.add(System.nanoTime());
        String refusal = refusals.poll();
        if (refusal == null) {
            TinyRegistry.send(exchange, 200, BODY);
            return;
        }
        if (!refusal.isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", refusal);
        }
        TinyRegistry.send(exchange, 429, BODY);
    }

    private Duration sinceTheFirstRequest() {
        Long[] times = requestedAt.toArray(Long[]::new);
        return Duration.ofNanos(times[times.length - 1] - times[0]);
    }
}
