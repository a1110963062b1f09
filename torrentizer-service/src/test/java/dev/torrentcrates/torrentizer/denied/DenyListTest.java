package dev.torrentcrates.torrentizer.denied;

import static dev.torrentcrates.torrentizer.Fixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.CksumDenied;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.eventlog.Recorded;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DenyListTest {
    private static final Sha256 CKSUM = Sha256.ofContent(new byte[] {1});
    private static final Sha256 OTHER = Sha256.ofContent(new byte[] {2});

    private final DenyList denied = new DenyList();

    @Test
    void nobodyKnowsWhatIsDeniedBeforeTheListIsRead() {
        say(CKSUM, new CksumDenied(CKSUM, "malware", NOON));

        assertThatIOException().isThrownBy(denied::all);
        CompletableFuture<Optional<String>> asked = new CompletableFuture<>();
        Thread waiting = Thread.ofVirtual().start(() -> asked.complete(reason(CKSUM)));
        await().until(() -> waiting.getState() == Thread.State.WAITING);
        assertThat(asked).isNotDone();

        denied.complete();

        await().until(asked::isDone);
        assertThat(asked.join()).contains("malware");
    }

    @Test
    void theLastWordOnACksumCounts() throws Exception {
        denied.complete();
        say(CKSUM, new CksumDenied(CKSUM, "malware", NOON));
        say(CKSUM, new CksumDenied(CKSUM, "malware, really", NOON.plusSeconds(1)));
        say(OTHER, new CksumDenied(OTHER, "a mistake", NOON.plusSeconds(2)));

        assertThat(denied.reason(CKSUM)).contains("malware, really");
        assertThat(denied.all())
                .extracting(CksumDenied::reason)
                .containsExactly("a mistake", "malware, really");

        say(OTHER, null);

        assertThat(denied.reason(OTHER)).isEmpty();
    }

    @Test
    void whoeverWaitsForTheListToChangeIsToldWhenItDoesNot() throws Exception {
        Duration none = Duration.ZERO;
        assertThat(denied.awaitAllowed(CKSUM, none)).isTrue();
        assertThat(denied.awaitDenied(CKSUM, none)).isFalse();

        say(CKSUM, new CksumDenied(CKSUM, "malware", NOON));

        assertThat(denied.awaitDenied(CKSUM, none)).isTrue();
        assertThat(denied.awaitAllowed(CKSUM, Duration.ofMillis(1))).isFalse();
    }

    @Test
    void whoeverWaitsForTheListToChangeGoesOnWhenItDoes() {
        say(CKSUM, new CksumDenied(CKSUM, "malware", NOON));
        CompletableFuture<Boolean> allowed = new CompletableFuture<>();
        Thread waiting = Thread.ofVirtual().start(() -> allowed.complete(awaitAllowed()));
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        say(CKSUM, null);

        await().until(allowed::isDone);
        assertThat(allowed.join()).isTrue();
    }

    private boolean awaitAllowed() {
        try {
            return denied.awaitAllowed(CKSUM, Duration.ofDays(1));
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts", e);
        }
    }

    private Optional<String> reason(Sha256 cksum) {
        try {
            return denied.reason(cksum);
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts", e);
        }
    }

    private void say(Sha256 cksum, @Nullable CksumDenied denial) {
        denied.apply(new Recorded(Topics.DENIED, 0, 0, cksum.hex(), denial));
    }
}
