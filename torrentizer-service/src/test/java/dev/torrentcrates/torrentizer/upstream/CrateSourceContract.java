package dev.torrentcrates.torrentizer.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.torrentizer.Fixture;
import dev.torrentcrates.torrentizer.attempt.Attempts;
import dev.torrentcrates.torrentizer.upstream.Fetched.Content;
import dev.torrentcrates.torrentizer.upstream.Fetched.LengthRefused;
import dev.torrentcrates.torrentizer.upstream.Fetched.Mismatch;
import dev.torrentcrates.torrentizer.upstream.Fetched.Missing;
import dev.torrentcrates.torrentizer.upstream.Fetched.Unavailable;
import dev.torrentcrates.upstream.download.DownloadFault;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link CrateSource} promises. */
abstract class CrateSourceContract {
    /** The longest file that the sources under test take, in bytes. */
    static final int MAX_LENGTH = 100_000;

    /** What the sources under test wait for an answer. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final SampleCrate CRATE = SampleCrates.library("Sourced_crate", "1.0.0+x.1");

    abstract CrateSource source();

    /** From now on upstream has this crate. */
    abstract void publish(SampleCrate crate);

    /** The next request for this crate meets a fault. */
    abstract void plan(SampleCrate crate, DownloadFault fault);

    @Test
    void aFileThatIsTheRightOneIsContent() throws Exception {
        publish(CRATE);

        assertThat(content()).isEqualTo(CRATE.content());
    }

    @Test
    void theLongestFileThatIsTakenIsContentToo() throws Exception {
        SampleCrate longest = SampleCrates.ofText("longest", "1.0.0", "x".repeat(MAX_LENGTH));
        publish(longest);

        try (CrateContent content = ((Content) fetch(longest)).content()) {
            assertThat(read(content)).isEqualTo(longest.content());
        }
    }

    @Test
    void contentMayBeReadAsOftenAsIsWantedAndClosedToo() throws Exception {
        publish(CRATE);

        CrateContent content = ((Content) fetch(CRATE)).content();
        assertThat(read(content)).isEqualTo(CRATE.content());
        assertThat(read(content)).isEqualTo(CRATE.content());
        content.close();
        content.close();

        assertThat(content()).isEqualTo(CRATE.content());
    }

    @Test
    void whatUpstreamDoesNotHaveIsMissing() throws Exception {
        publish(SampleCrates.library("another", "1.0.0"));

        assertThat(fetch(CRATE)).isEqualTo(new Missing(404));
    }

    @Test
    void aFailureIsForgottenAtTheNextRequest() throws Exception {
        publish(CRATE);
        plan(CRATE, DownloadFault.notFound());

        assertThat(fetch(CRATE)).isInstanceOf(Missing.class);
        assertThat(content()).isEqualTo(CRATE.content());
    }

    @Test
    void otherBytesAreAMismatch() throws Exception {
        publish(CRATE);
        plan(CRATE, DownloadFault.otherBytes());

        assertThat(fetch(CRATE))
                .isInstanceOfSatisfying(
                        Mismatch.class, it -> assertThat(it.actual()).isNotEqualTo(CRATE.cksum()));
    }

    @Test
    void upstreamInTroubleSaysWhenToComeAgain() throws Exception {
        publish(CRATE);
        plan(CRATE, DownloadFault.unavailableFor(Duration.ofSeconds(7)));

        assertThat(unavailable().retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void upstreamInTroubleMayNotSayWhenToComeAgain() throws Exception {
        publish(CRATE);
        plan(CRATE, DownloadFault.unavailable());

        Unavailable unavailable = unavailable();
        assertThat(unavailable.retryAfter()).isEqualTo(Optional.empty());
        assertThat(unavailable.reason()).contains("503");
    }

    @Test
    void anAnswerThatEndsHalfWayIsNoContent() throws Exception {
        publish(CRATE);
        plan(CRATE, DownloadFault.cutHalfWay());

        assertThat(unavailable().reason()).isNotEmpty();
    }

    @Test
    void anAnswerThatDoesNotComeInTimeIsNotWaitedFor() throws Exception {
        publish(CRATE);
        plan(CRATE, DownloadFault.slow(PATIENCE.multipliedBy(10)));

        assertThat(unavailable().reason()).isNotEmpty();
    }

    @Test
    void aFileThatComesLateIsContentForThePatientAlone() throws Exception {
        Duration delay = PATIENCE.dividedBy(4);
        publish(CRATE);
        plan(CRATE, DownloadFault.slow(delay));
        assertThat(fetch(CRATE, delay.dividedBy(2))).isInstanceOf(Unavailable.class);

        plan(CRATE, DownloadFault.slow(delay));

        assertThat(content()).isEqualTo(CRATE.content());
    }

    @Test
    void aFileThatIsTooLongIsRefused() throws Exception {
        SampleCrate large = SampleCrates.large("large", "1.0.0", MAX_LENGTH + 1);
        publish(large);

        assertThat(fetch(large)).isEqualTo(new LengthRefused(large.content().length));
    }

    @Test
    void anEmptyFileIsRefused() throws Exception {
        SampleCrate empty = SampleCrates.ofText("empty", "1.0.0", "");
        publish(empty);

        assertThat(fetch(empty)).isEqualTo(new LengthRefused(0));
    }

    private Unavailable unavailable() throws IOException, InterruptedException {
        Fetched fetched = fetch(CRATE);
        assertThat(fetched).isInstanceOf(Unavailable.class);
        return (Unavailable) fetched;
    }

    private Fetched fetch(SampleCrate crate) throws IOException, InterruptedException {
        return fetch(crate, Attempts.UNHURRIED);
    }

    private Fetched fetch(SampleCrate crate, Duration patience)
            throws IOException, InterruptedException {
        return source().fetch(
                        VersionIdentity.of(Registry.CRATES_IO, Fixture.line(crate)), patience);
    }

    private byte[] content() throws IOException, InterruptedException {
        Fetched fetched = fetch(CRATE);
        assertThat(fetched).isInstanceOf(Content.class);
        try (CrateContent content = ((Content) fetched).content()) {
            return read(content);
        }
    }

    private static byte[] read(CrateContent content) throws IOException {
        byte[] bytes = UpstreamFixture.read(content);
        assertThat(content.length()).isEqualTo(bytes.length);
        return bytes;
    }
}
