package dev.torrentcrates.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.torrent.Btih;
import dev.torrentcrates.upstream.CorpusFolder;
import dev.torrentcrates.upstream.sample.SampleLibrary;
import dev.torrentcrates.upstream.sample.SampleProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way, from a commit in the index to a crate that cargo builds. One system serves every
 * test; each has crates of its own.
 */
class PipelineIT {
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
    void cargoBuildsThreePublishedCratesAndEveryByteComesFromAPeer() throws Exception {
        SampleLibrary one = SampleLibrary.of("whole-one", "1.0.0");
        SampleLibrary two = SampleLibrary.of("whole-two", "1.2.0").dependingOn(one);
        SampleLibrary three = SampleLibrary.of("whole-three", "0.3.1").dependingOn(one, two);
        for (SampleLibrary library : List.of(one, two, three)) {
            system.upstream.publish(library.crate());
        }
        for (SampleLibrary library : List.of(one, two, three)) {
            system.awaitPublished(library.name().value(), library.version().value());
        }
        int servedBefore = system.upstream.downloads().downloads();
        JsonNode before = daemonBytes();

        SampleProgram program = SampleProgram.of("whole-program", three);
        Path project = folder.resolve("whole-program");
        program.writeTo(project);
        Path home = folder.resolve("whole-home");
        system.cargo(project, home, "build");

        long crateBytes = crateBytes(home);
        JsonNode after = daemonBytes();
        assertThat(crateBytes).isPositive();
        assertThat(after.path("peers").asLong() - before.path("peers").asLong())
                .isEqualTo(crateBytes);
        assertThat(after.path("web_seeds").asLong()).isZero();
        assertThat(after.path("upstream").asLong()).isZero();
        assertThat(system.upstream.downloads().downloads()).isEqualTo(servedBefore);
    }

    @Test
    void aYankedVersionKeepsBuildingWhereALockFileNamesIt() throws Exception {
        SampleLibrary library = SampleLibrary.of("yank-me", "1.0.0");
        system.upstream.publish(library.crate());
        system.awaitPublished("yank-me", "1.0.0");
        Path project = folder.resolve("yank-program");
        SampleProgram.of("yank-program", library).writeTo(project);
        system.cargo(project, folder.resolve("yank-home"), "build");

        system.upstream.yank("yank-me", "1.0.0");

        assertThat(system.awaitPublished("yank-me", "1.0.0").yanked()).isTrue();
        system.cargo(project, folder.resolve("yank-fresh-home"), "build", "--locked");
    }

    @Test
    void aDeletedCrateIsNotFoundAndItsTorrentIsWithdrawn() {
        system.upstream.publish(SampleLibrary.of("delete-me", "1.0.0").crate());
        IndexLine line = system.awaitPublished("delete-me", "1.0.0");
        Btih btih = line.torrent().orElseThrow().btih();
        assertThat(system.announce(btih).text()).contains("5:peers");
        long held = seeded();

        system.upstream.deleteCrate("delete-me");

        await().atMost(PATIENCE)
                .until(
                        () ->
                                system.web.get(system.index("/index/de/le/delete-me")).status()
                                        == 404);
        String torrent = system.index("/api/v1/crates/delete-me/1.0.0/torrent");
        assertThat(system.web.get(torrent).status()).isEqualTo(404);
        assertThat(system.announce(btih).text()).contains("failure reason");
        await().atMost(PATIENCE).until(() -> seeded() < held);
    }

    @Test
    void aVersionPublishedAgainWithOtherBytesIsServedWithItsNewCksum() throws Exception {
        SampleLibrary old = SampleLibrary.of("again", "1.0.0").saying("the old bytes");
        system.upstream.publish(old.crate());
        IndexLine oldLine = system.awaitPublished("again", "1.0.0");
        SampleLibrary replaced = SampleLibrary.of("again", "1.0.0").saying("the new bytes");

        system.upstream.republish("again", "1.0.0", replaced.crate().content());

        IndexLine line = system.awaitPublished("again", "1.0.0");
        assertThat(line.cksum()).isEqualTo(replaced.crate().cksum()).isNotEqualTo(oldLine.cksum());
        assertThat(line.torrent().orElseThrow()).isNotEqualTo(oldLine.torrent().orElseThrow());
        Web.Answer download = system.web.get(system.index("/api/v1/crates/again/1.0.0/download"));
        assertThat(Sha256.ofContent(download.body())).isEqualTo(line.cksum());
        Path project = folder.resolve("again-program");
        SampleProgram program = SampleProgram.of("again-program", replaced);
        program.writeTo(project);
        assertThat(system.cargo(project, folder.resolve("again-home"), "run", "--quiet"))
                .isEqualTo(program.expectedOutput());
    }

    @Test
    void aSquashOfTheIndexIsNoEventAtAll() {
        system.upstream.publish(SampleLibrary.of("squash-before", "1.0.0").crate());
        system.awaitPublished("squash-before", "1.0.0");
        String head = system.upstream.squash().id();
        await().atMost(PATIENCE)
                .until(() -> system.web.get(system.index("/api/v1/watcher")).text().contains(head));

        assertThat(system.all(Topics.INDEX_EVENTS))
                .noneMatch(event -> event.commit().id().equals(head));
        system.upstream.publish(SampleLibrary.of("squash-after", "1.0.0").crate());
        system.awaitPublished("squash-after", "1.0.0");
    }

    @Test
    void nothingIsLostOrDownloadedTwiceWhenItIsStoppedAndStartedAgain() throws Exception {
        SampleLibrary library = SampleLibrary.of("restart-me", "1.0.0");
        system.upstream.publish(library.crate());
        IndexLine before = system.awaitPublished("restart-me", "1.0.0");
        Path project = folder.resolve("restart-program");
        SampleProgram.of("restart-program", library).writeTo(project);
        system.cargo(project, folder.resolve("restart-home"), "fetch");
        long seededBefore = seeded();

        system.restart();

        assertThat(system.published("restart-me", "1.0.0")).contains(before);
        await().atMost(PATIENCE).until(() -> seeded() >= seededBefore);
        system.upstream.publish(SampleLibrary.of("restart-after", "1.0.0").crate());
        system.awaitPublished("restart-after", "1.0.0");
        system.cargo(project, folder.resolve("restart-fresh-home"), "fetch");
        assertThat(daemonBytes().path("peers").asLong()).isZero();
        assertThat(system.upstream.downloads().downloads("restart-me", "1.0.0")).isEqualTo(1);
    }

    @Test
    void realCratesBuildFromALockFile() throws Exception {
        Optional<CorpusFolder> corpus = CorpusFolder.find();
        assumeTrue(corpus.isPresent(), "no corpus beside the project: see CONTRIBUTING.md");
        system.upstream.loadFolder(corpus.get());
        Path program = corpus.get().folder().resolve("programs/jsonstat");
        Path project = copy(program, folder.resolve("jsonstat"));
        List<String> locked = lockedVersions(project.resolve("Cargo.lock"));
        for (String nameAndVersion : locked) {
            String[] parts = nameAndVersion.split(" ", 2);
            system.awaitPublished(parts[0], parts[1]);
        }
        long peersBefore = daemonBytes().path("peers").asLong();

        Path home = folder.resolve("jsonstat-home");
        system.cargo(project, home, "build", "--locked", "--target", "x86_64-unknown-linux-gnu");

        assertThat(locked).hasSize(17);
        assertThat(daemonBytes().path("peers").asLong() - peersBefore).isEqualTo(crateBytes(home));
    }

    private static JsonNode daemonBytes() throws IOException {
        return new JsonMapper()
                .readTree(system.web.get(system.daemon("/status")).body())
                .path("bytes");
    }

    private static long seeded() {
        try {
            return new JsonMapper()
                    .readTree(system.web.get(system.index("/api/v1/seeder")).body())
                    .path("held")
                    .asLong();
        } catch (IOException e) {
            return -1;
        }
    }

    private static long crateBytes(Path cargoHome) throws IOException {
        try (Stream<Path> files = Files.walk(cargoHome.resolve("registry/cache"))) {
            long bytes = 0;
            for (Path crate : files.filter(file -> file.toString().endsWith(".crate")).toList()) {
                bytes += Files.size(crate);
            }
            return bytes;
        }
    }

    /** The registry crates of a lock file, as {@code name version}. */
    private static List<String> lockedVersions(Path lockFile) throws IOException {
        List<String> locked = new ArrayList<>();
        String name = "";
        String version = "";
        for (String line : Files.readAllLines(lockFile)) {
            if (line.startsWith("name = ")) {
                name = line.replace("name = ", "").replace("\"", "");
            } else if (line.startsWith("version = ")) {
                version = line.replace("version = ", "").replace("\"", "");
            } else if (line.startsWith("checksum = ")) {
                locked.add(name + " " + version);
            }
        }
        return locked;
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.write(target, Files.readAllBytes(file));
                }
            }
        }
        return to;
    }
}
