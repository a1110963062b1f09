package dev.torrentcrates.cargotorrent.crates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On which thread the store is seeded after a start, and who does not wait for it. */
class ReseedingTest {
    @TempDir Path home;
    private final FakeSwarm swarm = new FakeSwarm();
    private final ExecutorService seeding =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("seeding").factory());

    @AfterEach
    void stop() {
        seeding.shutdownNow();
    }

    @Test
    void aCrateThatWasJustDownloadedIsSeededBeforeTheRestOfTheStore() throws Exception {
        CrateStore store = CrateStore.open(home);
        for (int i = 0; i < 20; i++) {
            put(store, "old-" + i);
        }
        SwarmDownloads torrents =
                new SwarmDownloads(
                        swarm, URI.create("http://127.0.0.1:1"), Reach.EVERYBODY, seeding);
        Reseeding reseeding = new Reseeding(store, torrents);
        CrateStore.Stored fresh = put(CrateStore.open(home.resolve("other")), "new");
        AtomicBoolean first = new AtomicBoolean(true);
        swarm.whileSeeding =
                _ -> {
                    if (first.getAndSet(false)) {
                        torrents.seedSoon(fresh);
                    }
                };

        Thread.ofVirtual().start(reseeding);

        await().until(() -> swarm.seeded.size() == 21);
        assertThat(swarm.seeded)
                .extracting(FakeSwarm.Seeded::thread)
                .extracting(Thread::getName)
                .containsOnly("seeding");
        assertThat(swarm.seeded)
                .extracting(FakeSwarm.Seeded::fileName)
                .element(1)
                .isEqualTo("new-1.0.0.crate");
    }

    private static CrateStore.Stored put(CrateStore store, String name) throws IOException {
        byte[] content = name.getBytes(UTF_8);
        WantedCrate crate =
                new WantedCrate(
                        CrateName.of(name), CrateVersion.of("1.0.0"), Sha256.ofContent(content));
        store.place(crate, Files.write(store.newFile(), content));
        return store.accept(crate);
    }
}
