package dev.torrentcrates.cargotorrent.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.torrentcrates.cargotorrent.crates.Reach;
import dev.torrentcrates.cargotorrent.setup.SourceReplacement;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import dev.torrentcrates.upstream.sample.SampleLibrary;
import dev.torrentcrates.upstream.sample.SampleProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The machine's cargo, which knows no registry but the daemon's. */
class CargoBuildTest extends DaemonFixture {
    private Path project;

    @BeforeEach
    void requireCargo() {
        assumeTrue(ProcessRun.isOnPath("cargo"), "there is no cargo on the PATH to build with");
        project = folder.resolve("project");
    }

    @Test
    void aProgramIsBuiltFromPeersAlone() throws Exception {
        restart(Reach.PEERS_ONLY);
        long bytes = 0;
        for (SampleCrate crate : SampleCrates.tidal()) {
            upstream.publish(crate);
            offer(crate);
            seed(crate);
            bytes += crate.content().length;
        }
        SampleCrates.tidalDemo().writeTo(project);

        cargo("home", daemon.address().registry(), "build");

        assertThat(program(SampleCrates.tidalDemo()))
                .isEqualTo(SampleCrates.tidalDemo().expectedOutput());
        JsonNode status = status();
        assertThat(status.path("bytes").path("peers").asLong()).isEqualTo(bytes);
        assertThat(status.path("seeding").asInt()).isEqualTo(3);
        assertThat(upstream.downloads().downloads()).isZero();
    }

    @Test
    void aProgramIsBuiltFromUpstreamAloneAndAgainWithoutIt() throws Exception {
        service.goAway();
        upstream.publishAll(SampleCrates.tidal());
        SampleCrates.tidalDemo().writeTo(project);
        cargo("home", daemon.address().registry(), "build");
        upstream.goAway();

        cargo("fresh-home", daemon.address().registry(), "build", "--locked");

        assertThat(program(SampleCrates.tidalDemo()))
                .isEqualTo(SampleCrates.tidalDemo().expectedOutput());
        assertThat(upstream.downloads().downloads()).isEqualTo(3);
        assertThat(status().path("crates").path("from_store").asInt()).isEqualTo(3);
    }

    @Test
    void manyCratesAreFetchedAtOnce() throws Exception {
        List<SampleCrate> crates = publishMany();

        long empty = millis("home", daemon.address().registry());

        assertThat(upstream.downloads().downloads()).isEqualTo(crates.size());
        assertThat(status().path("crates").path("served").asInt()).isEqualTo(crates.size());
        long full = millis("second-home", daemon.address().registry());
        long plain = millis("plain-home", upstream.sparseUrl());
        System.out.printf(
                Locale.ROOT,
                "cargo fetch of %s crates of 50 KB: %s ms without a daemon, %s ms with an empty"
                        + " one, %s ms with a full one%n",
                crates.size(),
                plain,
                empty,
                full);
    }

    @Test
    void cargoItselfUpgradesToHttp2() throws Exception {
        upstream.publishAll(SampleCrates.tidal());
        SampleCrates.tidalDemo().writeTo(project);
        Map<String, String> talkative =
                Map.of("CARGO_HTTP_DEBUG", "true", "CARGO_LOG", "network=debug");

        String said = cargo("home", daemon.address().registry(), talkative, "fetch");

        assertThat(said).contains("101 Switching Protocols");
    }

    @Test
    void manyCratesComeFromAPeerAtOnce() throws Exception {
        List<SampleCrate> crates = publishMany();
        crates.forEach(this::offer);
        seed(crates);

        long millis = millis("home", daemon.address().registry());

        long bytes = crates.stream().mapToLong(crate -> crate.content().length).sum();
        assertThat(status().path("bytes").path("peers").asLong()).isEqualTo(bytes);
        System.out.printf(
                Locale.ROOT,
                "cargo fetch of %s crates of 50 KB from a peer: %s ms%n",
                crates.size(),
                millis);
    }

    private List<SampleCrate> publishMany() throws Exception {
        SampleLibrary[] libraries = new SampleLibrary[60];
        for (int i = 0; i < libraries.length; i++) {
            libraries[i] = SampleLibrary.of("many-" + i, "1.0.0+build." + i).padded(50_000);
        }
        List<SampleCrate> crates = Arrays.stream(libraries).map(SampleLibrary::crate).toList();
        upstream.publishAll(crates);
        SampleProgram.of("many", libraries).writeTo(project);
        return crates;
    }

    private long millis(String home, String registry) throws Exception {
        long start = System.nanoTime();
        cargo(home, registry, "fetch");
        return (System.nanoTime() - start) / 1_000_000;
    }

    private String cargo(String home, String registry, String... arguments) throws Exception {
        return cargo(home, registry, Map.of(), arguments);
    }

    private String cargo(
            String home, String registry, Map<String, String> settings, String... arguments)
            throws Exception {
        Path cargoHome = Files.createDirectories(folder.resolve(home));
        Files.writeString(cargoHome.resolve("config.toml"), SourceReplacement.tables(registry));
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("CARGO_HOME", cargoHome.toString());
        environment.put("CARGO_TARGET_DIR", project.resolve("target").toString());
        List<String> command = new ArrayList<>(List.of("cargo"));
        command.addAll(Arrays.asList(arguments));
        return ProcessRun.of(project, environment, command).succeeded();
    }

    private String program(SampleProgram program) throws Exception {
        String executable = project.resolve("target/debug/" + program.name()).toString();
        return ProcessRun.of(project, Map.of(), List.of(executable)).succeeded();
    }
}
