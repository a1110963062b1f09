package dev.torrentcrates.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.event.DeadLetter;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.TorrentEvent;
import dev.torrentcrates.standalone.process.ChildProcess;
import dev.torrentcrates.upstream.download.DownloadFault;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What upstream, or whoever starts it, gets wrong: a clear word, and nothing is lost. */
class BadInputIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir static Path folder;
    private static RunningStandalone system;

    @BeforeAll
    static void start() throws IOException {
        system = new RunningStandalone(folder);
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void bytesThatAreNotThoseOfTheCksumAreNeverVisibleAndEndAsAFailure() {
        system.upstream.faults().on("wrong-bytes", "1.0.0").always(DownloadFault.otherBytes());
        system.upstream.publish(SampleLibrary.of("wrong-bytes", "1.0.0").crate());

        List<TorrentEvent.TorrentFailed> failures = new ArrayList<>();
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            system.all(Topics.TORRENT_EVENTS).stream()
                                    .filter(TorrentEvent.TorrentFailed.class::isInstance)
                                    .map(TorrentEvent.TorrentFailed.class::cast)
                                    .filter(one -> one.crate().value().equals("wrong-bytes"))
                                    .forEach(failures::add);
                            return !failures.isEmpty();
                        });

        assertThat(failures.getFirst().reason())
                .isEqualTo(TorrentEvent.FailureReason.CKSUM_MISMATCH);
        assertThat(system.published("wrong-bytes", "1.0.0")).isEmpty();
        SampleCrate other = SampleLibrary.of("wrong-bytes", "1.0.1").crate();
        system.upstream.publish(other);
        system.awaitPublished("wrong-bytes", "1.0.1");
    }

    @Test
    void badLinesAreReportedAndTheRestOfTheirFileGoesOn() {
        system.upstream.publish(SampleLibrary.of("bad-lines", "1.0.0").crate());
        String path = "ba/d-/bad-lines";
        String passwd = "{\"name\":\"../../etc/passwd\",\"vers\":\"1.0.0\",\"cksum\":\"%s\"}";
        system.upstream.appendRawLine(path, "this is not JSON");
        system.upstream.appendRawLine(path, passwd.formatted("0".repeat(64)));
        system.upstream.appendRawLine(
                path, passwd.replace("../../etc/passwd", "a".repeat(65)).formatted("0".repeat(64)));
        system.upstream.publish(SampleLibrary.of("bad-lines", "1.0.1").crate());

        system.awaitPublished("bad-lines", "1.0.0");
        system.awaitPublished("bad-lines", "1.0.1");
        List<DeadLetter.UnreadableLine> reports =
                system.all(Topics.INDEX_EVENTS_DLQ).stream()
                        .filter(DeadLetter.UnreadableLine.class::isInstance)
                        .map(DeadLetter.UnreadableLine.class::cast)
                        .filter(report -> report.path().equals(path))
                        .toList();
        assertThat(reports)
                .extracting(DeadLetter.UnreadableLine::lineNumber)
                .containsExactlyInAnyOrder(2, 3, 4);
        assertThat(reports)
                .extracting(DeadLetter.UnreadableLine::reason)
                .anyMatch(reason -> reason.contains("not JSON"))
                .anyMatch(reason -> reason.contains("'../../etc/passwd'"))
                .anyMatch(reason -> reason.contains("has 65"));
    }

    @Test
    void anUpstreamThatStumblesIsAskedAgain() {
        DownloadFault[] faults = {
            DownloadFault.notFound(), DownloadFault.unavailable(), DownloadFault.cutHalfWay()
        };
        for (int i = 0; i < faults.length; i++) {
            system.upstream.faults().on("stumbling-" + i, "1.0.0").next(4, faults[i]);
            system.upstream.publish(SampleLibrary.of("stumbling-" + i, "1.0.0").crate());
        }
        for (int i = 0; i < faults.length; i++) {
            system.awaitPublished("stumbling-" + i, "1.0.0");
            assertThat(system.upstream.downloads().requests("stumbling-" + i, "1.0.0"))
                    .isGreaterThanOrEqualTo(5);
        }
    }

    @Test
    void aSecondOneOnATakenPortSaysWhichAndEnds() throws Exception {
        Path log = folder.resolve("second.log");

        try (ChildProcess second = system.startSecond(folder.resolve("second-data"), log)) {
            assertThat(second.await(PATIENCE)).isEqualTo(1);
        }

        assertThat(log).content().contains("is taken", "--http-port").doesNotContain("\tat ");
    }

    @Test
    void theDataOfOneUpstreamAreRefusedToAnother() throws Exception {
        Path log = folder.resolve("other-upstream.log");

        try (ChildProcess other = system.startOther("http://127.0.0.1:1/index", log)) {
            assertThat(other.await(PATIENCE)).isEqualTo(1);
        }

        assertThat(log)
                .content()
                .contains("holds the data of " + system.upstream.indexUrl(), "--data")
                .doesNotContain("\tat ");
    }
}
