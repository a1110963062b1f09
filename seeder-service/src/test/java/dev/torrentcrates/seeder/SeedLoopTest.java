package dev.torrentcrates.seeder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.event.SeedEvent;
import dev.torrentcrates.event.SeedEvent.SeedingStarted;
import dev.torrentcrates.event.SeedEvent.SeedingStopped;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.TorrentEvent;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.storage.MemoryBlobStore;
import dev.torrentcrates.swarm.memory.MemoryNetwork;
import dev.torrentcrates.swarm.memory.MemorySwarm;
import dev.torrentcrates.upstream.sample.SampleCrate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is desired becomes what is held, whatever stumbles. */
class SeedLoopTest {
    private static final int PARTITION = 3;
    private static final int MORE_THAN_ONE_CALL_DOES = 600;

    @TempDir Path folder;
    private final MemoryBlobStore storage = new MemoryBlobStore();
    private final MemorySwarm swarm = MemorySwarm.join(new MemoryNetwork());
    private final MovableClock clock = new MovableClock();
    private final List<SeedEvent> said = new CopyOnWriteArrayList<>();
    private final SampleCrate crate = Versions.crate("demo", "the bytes");
    private final SeededVersion version = Versions.version(crate);
    private ContentFolder content;
    private SeedLoop loop;

    @BeforeEach
    void start() throws IOException {
        content = ContentFolder.open(folder, storage);
        loop =
                new SeedLoop(
                        new Seeding(
                                new SeederIdentity("seeder-0", "set-0"),
                                content,
                                swarm,
                                said::add,
                                clock),
                        content,
                        4,
                        clock);
        loop.gained(Set.of(PARTITION));
    }

    @AfterEach
    void stop() {
        swarm.close();
    }

    @Test
    void nothingIsDoneBeforeTheLogWasReadToItsEnd() throws Exception {
        store(crate);
        read(Versions.built(crate, 1));
        loop.work(false);
        read(Versions.deleted(crate, 2));

        loop.work(true);

        assertThat(said).isEmpty();
        assertThat(swarm.seeding()).isEmpty();
    }

    @Test
    void aDeletedVersionIsLeftItsContentDroppedAndItIsSaid() throws Exception {
        seed(crate);
        Path file = content.folderOf(version).resolve(version.fileName());
        assertThat(file).exists();

        read(Versions.deleted(crate, 2));
        loop.work(true);

        assertThat(file).doesNotExist();
        assertThat(swarm.seeding()).isEmpty();
        assertThat(said)
                .extracting(event -> (Object) event.getClass())
                .containsExactly(SeedingStarted.class, SeedingStopped.class);
    }

    @Test
    void aCrateThatCannotBeSeededYetHoldsNobodyUpAndIsTriedAgainAfterAWhile() throws Exception {
        SampleCrate other = Versions.crate("other", "other bytes");
        store(other);
        read(Versions.built(crate, 1));
        read(Versions.built(other, 1));

        loop.work(true);

        assertThat(said)
                .extracting(event -> event.identity().cksum())
                .containsExactly(other.cksum());
        assertThat(loop.isBusy()).isFalse();
        assertThat(loop.progress().waiting()).isEqualTo(1);
        assertThat(loop.progress().trouble().orElseThrow())
                .startsWith("demo 1.0.0 cannot be seeded");

        store(crate);
        loop.work(true);
        assertThat(loop.progress().held()).isEqualTo(1);
        clock.move(SeedLoop.RETRY);
        loop.work(true);

        assertThat(loop.progress().held()).isEqualTo(2);
        assertThat(loop.progress().trouble()).isEmpty();
    }

    @Test
    void aTorrentThatDroppedOutOfTheSwarmIsFetchedAndSeededAnew() throws Exception {
        seed(crate);
        Files.writeString(content.folderOf(version).resolve(version.fileName()), "damaged!!");
        swarm.remove(version.btih());

        clock.move(SeedLoop.CHECK);
        loop.work(true);

        assertThat(swarm.seeding()).containsExactly(version.btih());
        assertThat(content.folderOf(version).resolve(version.fileName()))
                .hasBinaryContent(crate.content());
    }

    @Test
    void whatIsAnotherSeedersNowIsLeftWithoutAWord() throws Exception {
        seed(crate);

        loop.lost(Set.of(PARTITION));
        loop.work(true);

        assertThat(swarm.seeding()).isEmpty();
        assertThat(content.folderOf(version)).doesNotExist();
        assertThat(said).hasSize(1).first().isInstanceOf(SeedingStarted.class);
    }

    @Test
    void deniedContentIsLeftAndDroppedUnderEveryNameAndSeededAgainWhenThatIsLifted()
            throws Exception {
        SampleCrate twin = Versions.crate("twin", "the bytes");
        seed(crate);
        read(Versions.built(twin, 2));
        loop.work(true);
        assertThat(swarm.seeding()).hasSize(2);

        loop.read(List.of(Versions.denied(crate)));
        loop.work(true);

        assertThat(swarm.seeding()).isEmpty();
        assertThat(content.folderOf(version)).doesNotExist();
        assertThat(loop.progress().held()).isZero();
        assertThat(loop.progress().trouble()).isEmpty();
        assertThat(said)
                .filteredOn(SeedingStopped.class::isInstance)
                .extracting(event -> event.identity().crate())
                .containsExactlyInAnyOrder(crate.name(), twin.name());

        loop.read(List.of(Versions.allowedAgain(crate)));
        loop.work(true);

        assertThat(swarm.seeding()).hasSize(2);
        assertThat(said).filteredOn(SeedingStarted.class::isInstance).hasSize(4);
    }

    @Test
    void aDenialIsCarriedOutBeforeAllThatIsStillToBeFetched() throws Exception {
        seed(crate);
        for (int i = 0; i < MORE_THAN_ONE_CALL_DOES; i++) {
            SampleCrate waiting = Versions.crate("waiting-" + i, "bytes " + i);
            store(waiting);
            read(Versions.built(waiting, i + 2));
        }

        loop.read(List.of(Versions.denied(crate)));
        loop.work(true);

        assertThat(loop.isBusy()).isTrue();
        assertThat(swarm.seeding()).doesNotContain(version.btih());
    }

    @Test
    void whatWasDeniedMeanwhileIsNotSeededAtTheStartAndItsContentIsTidiedAway() throws Exception {
        SampleCrate other = Versions.crate("other", "other bytes");
        store(crate);
        Path left = content.require(version);
        read(Versions.built(crate, 1));
        loop.read(List.of(Versions.denied(crate)));

        seed(other);

        assertThat(left).doesNotExist();
        assertThat(said)
                .extracting(event -> event.identity().cksum())
                .containsExactly(other.cksum());
    }

    @Test
    void contentThatIsNotDesiredAnyMoreAtTheStartIsTidiedAway() throws Exception {
        SampleCrate old = Versions.crate("old", "bytes of a crate deleted meanwhile");
        store(old);
        Path left = content.require(Versions.version(old));

        seed(crate);

        assertThat(left).doesNotExist();
    }

    private void seed(SampleCrate wanted) throws Exception {
        store(wanted);
        read(Versions.built(wanted, 1));
        loop.work(true);
        assertThat(loop.progress().held()).isEqualTo(1);
    }

    private void store(SampleCrate wanted) {
        storage.putIfAbsent(BlobKey.crate(wanted.cksum()), wanted.content());
    }

    private void read(TorrentEvent event) {
        loop.read(
                List.of(
                        new Recorded(
                                Topics.TORRENT_EVENTS, PARTITION, 0, event.partitionKey(), event)));
    }
}
