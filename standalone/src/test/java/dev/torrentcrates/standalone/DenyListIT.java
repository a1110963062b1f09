package dev.torrentcrates.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.SeedEvent;
import dev.torrentcrates.event.SeedEvent.SeedingStopped;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.torrent.Btih;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken back, by an operator or by upstream, is served by nobody, and stays stored. */
class DenyListIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> PATHS = List.of("/torrent", "/magnet", "/download");

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
    void deniedContentGoesEverywhereButFromStorageAndComesBackWhenThatIsLifted() throws Exception {
        SampleCrate crate = publish("denied-one", "bytes that are to go");
        SampleCrate twin = publish("denied-two", "bytes that are to go");
        SampleCrate other = publish("not-denied", "bytes that stay");
        IndexLine line = awaitServed(crate);
        awaitServed(twin);
        IndexLine otherLine = awaitServed(other);

        deny(crate.cksum());

        awaitGone(crate, line, "denied");
        await().atMost(PATIENCE).until(() -> state(twin).equals("denied"));
        assertStored(crate);
        await("word that it is seeded under neither name")
                .atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(system.all(Topics.SEED_EVENTS))
                                        .filteredOn(SeedingStopped.class::isInstance)
                                        .extracting(SeedEvent::identity)
                                        .extracting(identity -> identity.crate())
                                        .contains(crate.name(), twin.name()));
        assertThat(system.published("not-denied", "1.0.0")).contains(otherLine);
        assertThat(system.seeded(other.cksum())).isNotEmptyDirectory();
        awaitServed(publish("comes-later", "bytes that come later"));

        system.restart();

        // What is published after the start is seeded after what was there before.
        awaitServed(publish("after-restart", "bytes of another day"));
        awaitGone(crate, line, "denied");

        lift(crate.cksum());

        assertThat(awaitServed(crate)).isEqualTo(line);
        awaitServed(twin);
    }

    @Test
    void aDeletedVersionIsServedNoMoreThoughItsObjectsStay() {
        SampleCrate crate = publish("deleted-one", "bytes that upstream deletes");
        IndexLine line = awaitServed(crate);

        system.upstream.delete("deleted-one", "1.0.0");

        awaitGone(crate, line, "deleted");
        assertStored(crate);
    }

    private static SampleCrate publish(String name, String content) {
        SampleCrate crate = SampleCrates.ofText(name, "1.0.0", content);
        system.upstream.publish(crate);
        return crate;
    }

    private static void deny(Sha256 cksum) {
        assertThat(system.operate("PUT", "/denied/" + cksum + "?reason=a+test").status())
                .isEqualTo(200);
    }

    private static void lift(Sha256 cksum) {
        assertThat(system.operate("DELETE", "/denied/" + cksum).status()).isEqualTo(200);
    }

    private static IndexLine awaitServed(SampleCrate crate) {
        IndexLine line = system.awaitPublished(crate.name().value(), crate.version().value());
        for (Btih hash : hashes(line)) {
            assertThat(system.announce(hash).text()).contains("5:peers");
        }
        for (String path : PATHS) {
            assertThat(system.web.get(api(crate) + path).status()).as(path).isEqualTo(200);
        }
        Path file = system.seeded(crate.cksum()).resolve(crate.name() + "-1.0.0.crate");
        await(crate + " to be seeded")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(file).hasBinaryContent(crate.content()));
        return line;
    }

    private static void awaitGone(SampleCrate crate, IndexLine line, String state) {
        await(crate + " to be " + state).atMost(PATIENCE).until(() -> state(crate).equals(state));
        assertThat(system.published(crate.name().value(), crate.version().value())).isEmpty();
        for (Btih hash : hashes(line)) {
            assertThat(system.announce(hash).text()).contains("failure reason");
        }
        for (String path : PATHS) {
            assertThat(system.web.get(api(crate) + path).status()).as(path).isEqualTo(404);
        }
        await(crate + " not to be seeded any more")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(system.seeded(crate.cksum())).doesNotExist());
    }

    private static void assertStored(SampleCrate crate) {
        assertThat(system.object(BlobKey.crate(crate.cksum()))).hasBinaryContent(crate.content());
        assertThat(system.object(BlobKey.torrent(crate.cksum(), crate.name(), crate.version())))
                .isNotEmptyFile();
    }

    private static List<Btih> hashes(IndexLine line) {
        CrateTorrent torrent =
                CrateTorrent.of(line.name(), line.version(), line.torrent().orElseThrow());
        return List.of(
                torrent.btih(),
                torrent.btmh().truncated(),
                Btih.ofInfoDict(torrent.companionInfoDict()));
    }

    private static String state(SampleCrate crate) {
        String answer = system.web.get(api(crate)).text();
        return answer.replaceFirst("(?s).*\"state\":\"([a-z]+)\".*", "$1");
    }

    private static String api(SampleCrate crate) {
        return system.index("/api/v1/crates/" + crate.name() + "/" + crate.version());
    }
}
