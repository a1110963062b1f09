package dev.torrentcrates.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.torrent.Btih;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** What every {@link Swarm} does. */
public abstract class SwarmContract extends SwarmFixture {
    /** Long enough for any peer that could be reached to be reached. */
    private static final Duration NOTHING_HAPPENS = Duration.ofMillis(1500);

    @Test
    void aFileOfOnePieceComesFromAPeerToTheLastByte() throws Exception {
        TestCrate crate = TestCrate.of("small", 50_001, 1);
        Swarm seeder = newSwarm();
        Swarm leecher = newSwarm();
        seeder.seed(crate.torrent(), crate.writeTo(folder.resolve("seed")), List.of());

        Downloaded result =
                finished(leecher.download(crate.torrent(), folder.resolve("leech"), peer(seeder)));

        assertThat(result.file()).isEqualTo(folder.resolve("leech/small-1.0.0.crate"));
        assertThat(result.file()).hasBinaryContent(crate.content());
        assertThat(result.peerBytes()).isEqualTo(50_001);
        assertThat(result.webSeedBytes()).isZero();
        assertThat(leecher.totals().downloadedBytes()).isEqualTo(50_001);
        await().until(() -> seeder.totals().uploadedBytes() == 50_001);
        assertThat(seeder.totals().torrents()).isEqualTo(1);
    }

    @Test
    void severalPiecesComeByWhatAnIndexLineHolds() throws Exception {
        TestCrate crate = TestCrate.of("large", 9 * 1024 * 1024 + 17, 2);
        Swarm seeder = newSwarm();
        Swarm leecher = newSwarm();
        seeder.seed(crate.torrent(), crate.writeTo(folder.resolve("seed")), List.of());

        assertThat(crate.fromLine().isComplete()).isFalse();
        Downloaded result =
                finished(leecher.download(crate.fromLine(), folder.resolve("leech"), peer(seeder)));

        assertThat(result.file()).hasBinaryContent(crate.content());
        assertThat(result.peerBytes()).isEqualTo(crate.content().length);
        assertThat(result.webSeedBytes()).isZero();
    }

    @Test
    void whatWasFetchedByALineIsPassedOnToThoseWhoFetchByALine() throws Exception {
        TestCrate crate = TestCrate.of("large", 9 * 1024 * 1024, 3);
        Swarm first = newSwarm();
        Swarm second = newSwarm();
        Swarm third = newSwarm();
        first.seed(crate.torrent(), crate.writeTo(folder.resolve("1")), List.of());
        finished(second.download(crate.fromLine(), folder.resolve("2"), peer(first)));
        first.close();

        Downloaded result =
                finished(third.download(crate.fromLine(), folder.resolve("3"), peer(second)));

        assertThat(result.file()).hasBinaryContent(crate.content());
    }

    @Test
    void hundredsComeAtOnce() throws Exception {
        Swarm seeder = newSwarm();
        Swarm leecher = newSwarm();
        List<TestCrate> crates = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            TestCrate crate = TestCrate.of("crate-n" + i, 20_000 + i, i);
            seeder.seed(crate.torrent(), crate.writeTo(folder.resolve("s")), List.of());
            crates.add(crate);
        }
        assertThat(seeder.seeding()).hasSize(300);

        List<Download> downloads = new ArrayList<>();
        for (TestCrate crate : crates) {
            downloads.add(leecher.download(crate.torrent(), folder.resolve("l"), peer(seeder)));
        }

        for (int i = 0; i < 300; i++) {
            Downloaded result = finished(downloads.get(i));
            assertThat(result.file()).hasBinaryContent(crates.get(i).content());
            assertThat(result.peerBytes()).isEqualTo(20_000 + i);
        }
        assertThat(leecher.seeding()).isEqualTo(seeder.seeding());
    }

    @Test
    void aTorrentThatNobodyHasStaysPendingUntilItIsCancelled() throws Exception {
        TestCrate crate = TestCrate.of("nowhere", 1000, 4);
        Swarm leecher = newSwarm();
        Download download = inVain(leecher, crate);

        await().during(NOTHING_HAPPENS).until(() -> !download.done().isDone());
        assertThat(leecher.seeding()).isEmpty();
        assertThat(leecher.totals().torrents()).isEqualTo(1);
        download.cancel();

        assertThat(download.done()).isCancelled();
        assertThat(leecher.totals().torrents()).isZero();
        assertThat(folder.resolve("leech/nowhere-1.0.0.crate")).doesNotExist();
    }

    @Test
    void aDownloadGoesOnWhileOneStillWaitsForIt() throws Exception {
        TestCrate crate = TestCrate.of("shared", 30_000, 5);
        Swarm seeder = newSwarm();
        Swarm leecher = newSwarm();
        Download first = inVain(leecher, crate);
        Download second = leecher.download(crate.torrent(), folder.resolve("other"), peer(seeder));
        first.cancel();
        assertThat(second.done()).isNotDone();

        seeder.seed(crate.torrent(), crate.writeTo(folder.resolve("seed")), List.of());

        assertThat(finished(second).file()).isEqualTo(folder.resolve("leech/shared-1.0.0.crate"));
        assertThat(first.done()).isCancelled();
    }

    @Test
    void aSecondDownloadHasTheSameResult() throws Exception {
        TestCrate crate = TestCrate.of("twice", 30_000, 6);
        Swarm seeder = newSwarm();
        Swarm leecher = newSwarm();
        seeder.seed(crate.torrent(), crate.writeTo(folder.resolve("seed")), List.of());

        Download first = leecher.download(crate.torrent(), folder.resolve("leech"), peer(seeder));
        Download second = leecher.download(crate.torrent(), folder.resolve("leech"), peer(seeder));
        Downloaded result = finished(first);
        Download third = leecher.download(crate.torrent(), folder.resolve("new"), peer(seeder));

        assertThat(finished(second)).isEqualTo(result);
        assertThat(third.done()).isCompletedWithValue(result);
        third.cancel();
        assertThat(leecher.seeding()).containsExactly(crate.torrent().btih());
    }

    @Test
    void whatTheFolderHoldsAlreadyIsNotFetched() throws Exception {
        TestCrate crate = TestCrate.of("there", 30_000, 7);
        Swarm leecher = newSwarm();
        crate.writeTo(folder.resolve("leech"));

        Downloaded result = finished(inVain(leecher, crate));

        assertThat(result.peerBytes() + result.webSeedBytes()).isZero();
        assertThat(leecher.seeding()).containsExactly(crate.torrent().btih());
    }

    @Test
    void aRemovedTorrentIsNotSeededAnyMoreAndItsFileStays() throws Exception {
        TestCrate crate = TestCrate.of("removed", 30_000, 8);
        Swarm seeder = newSwarm();
        Swarm leecher = newSwarm();
        Path home = crate.writeTo(folder.resolve("seed"));
        seeder.seed(crate.torrent(), home, List.of());
        seeder.remove(crate.torrent().btih());
        seeder.remove(crate.torrent().btih());

        Download download =
                leecher.download(crate.torrent(), folder.resolve("leech"), peer(seeder));

        await().during(NOTHING_HAPPENS).until(() -> !download.done().isDone());
        assertThat(seeder.seeding()).isEmpty();
        assertThat(crate.file(home)).hasBinaryContent(crate.content());
    }

    @Test
    void aRemovedTorrentCanBeSeededAgain() throws Exception {
        TestCrate crate = TestCrate.of("again", 30_000, 9);
        Swarm seeder = newSwarm();
        Swarm leecher = newSwarm();
        Path home = crate.writeTo(folder.resolve("seed"));
        seeder.seed(crate.torrent(), home, List.of());
        seeder.remove(crate.torrent().btih());
        seeder.seed(crate.torrent(), home, List.of());

        finished(leecher.download(crate.torrent(), folder.resolve("leech"), peer(seeder)));
    }

    @Test
    void aDownloadIsCancelledByItsRemoval() throws Exception {
        TestCrate crate = TestCrate.of("gone", 1000, 10);
        Swarm leecher = newSwarm();
        Download download = inVain(leecher, crate);

        leecher.remove(crate.torrent().btih());

        assertThatThrownBy(() -> finished(download)).isInstanceOf(CancellationException.class);
    }

    @Test
    void seedingOutlivesTheLeecher() throws Exception {
        TestCrate crate = TestCrate.of("lasting", 30_000, 11);
        Swarm seeder = newSwarm();
        Swarm leecher = newSwarm();
        Swarm next = newSwarm();
        seeder.seed(crate.torrent(), crate.writeTo(folder.resolve("seed")), List.of());
        finished(leecher.download(crate.torrent(), folder.resolve("leech"), peer(seeder)));
        leecher.close();

        assertThat(seeder.seeding()).containsExactly(crate.torrent().btih());
        finished(next.download(crate.torrent(), folder.resolve("next"), peer(seeder)));
    }

    @Test
    void twoTorrentsOfOneFileNameLiveInFoldersOfTheirOwn() throws Exception {
        TestCrate old = TestCrate.of("republished", 30_000, 12);
        TestCrate now = TestCrate.of("republished", 31_000, 13);
        Swarm seeder = newSwarm();
        Swarm leecher = newSwarm();
        seeder.seed(old.torrent(), old.writeTo(folder.resolve("old")), List.of());
        seeder.seed(now.torrent(), now.writeTo(folder.resolve("now")), List.of());

        Download first = leecher.download(old.torrent(), folder.resolve("l/old"), peer(seeder));
        Download second = leecher.download(now.torrent(), folder.resolve("l/now"), peer(seeder));

        assertThat(finished(first).file()).hasBinaryContent(old.content());
        assertThat(finished(second).file()).hasBinaryContent(now.content());
    }

    @Test
    void seedingTwiceIsSeedingOnce() throws Exception {
        TestCrate crate = TestCrate.of("idempotent", 30_000, 14);
        Swarm seeder = newSwarm();
        Path home = crate.writeTo(folder.resolve("seed"));

        seeder.seed(crate.torrent(), home, List.of());
        seeder.seed(crate.torrent(), home, List.of());

        assertThat(seeder.seeding()).containsExactly(crate.torrent().btih());
        assertThat(seeder.totals().torrents()).isEqualTo(1);
    }

    @Test
    void seedingFromAnotherFolderUsesTheFileThere() throws Exception {
        TestCrate crate = TestCrate.of("moved", 30_000, 15);
        Swarm seeder = newSwarm();
        Path before = crate.writeTo(folder.resolve("before"));
        seeder.seed(crate.torrent(), before, List.of());
        Path after = crate.writeTo(folder.resolve("after"));
        seeder.seed(crate.torrent(), after, List.of());
        Files.delete(crate.file(before));

        finished(newSwarm().download(crate.torrent(), folder.resolve("l"), peer(seeder)));
    }

    @Test
    void aFileThatIsMissingOrTooShortIsNotSeeded() throws Exception {
        TestCrate crate = TestCrate.of("short", 30_000, 16);
        Swarm seeder = newSwarm();

        assertThatThrownBy(() -> seeder.seed(crate.torrent(), folder, List.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("short-1.0.0.crate");
        Files.write(folder.resolve("short-1.0.0.crate"), new byte[29_999]);
        assertThatThrownBy(() -> seeder.seed(crate.torrent(), folder, List.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("30000");
        assertThat(seeder.seeding()).isEmpty();
    }

    @Test
    void withoutItsPieceLayersATorrentIsNotSeeded() throws Exception {
        TestCrate crate = TestCrate.of("layers", 5 * 1024 * 1024, 17);
        Swarm seeder = newSwarm();
        Path home = crate.writeTo(folder.resolve("seed"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> seeder.seed(crate.fromLine(), home, List.of()))
                .withMessageContaining("layers");
    }

    @Test
    void theEndCancelsWhatIsUnderWay() throws Exception {
        TestCrate crate = TestCrate.of("end", 1000, 18);
        Swarm leecher = newSwarm();
        Download download = inVain(leecher, crate);

        leecher.close();
        leecher.close();

        assertThat(download.done()).isCancelled();
        assertThatIllegalStateException().isThrownBy(leecher::seeding);
        assertThatIllegalStateException().isThrownBy(() -> leecher.remove(Btih.of("0".repeat(40))));
    }
}
