package dev.torrentcrates.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.torrentcrates.upstream.sample.SampleCrates;
import dev.torrentcrates.upstream.sample.SampleLibrary;
import dev.torrentcrates.upstream.sample.SampleProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds programs with the machine's cargo, which knows no index but the simulation's. */
class CargoBuildTest {
    @TempDir Path folder;
    private UpstreamSim sim;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Command.isOnPath("cargo"), "there is no cargo on the PATH to build with");
        sim = UpstreamSim.start(folder.resolve("sim"));
    }

    @AfterEach
    void stop() {
        if (sim != null) {
            sim.close();
        }
    }

    @Test
    void theDemoProgramIsBuiltFromTheSparseIndex() throws Exception {
        sim.publishAll(SampleCrates.tidal());
        assertThat(build(SampleCrates.tidalDemo(), sim.sparseUrl()))
                .isEqualTo(SampleCrates.tidalDemo().expectedOutput())
                .hasLineCount(3);
        assertThat(sim.downloads().downloads()).isEqualTo(3);
    }

    @Test
    void theDemoProgramIsBuiltFromTheGitIndex() throws Exception {
        sim.publishAll(SampleCrates.tidal());
        assertThat(build(SampleCrates.tidalDemo(), sim.indexUrl().toString()))
                .isEqualTo(SampleCrates.tidalDemo().expectedOutput());
    }

    @Test
    void aCrateLargerThanOnePieceIsBuiltToo() throws Exception {
        SampleLibrary large = SampleLibrary.of("Large_one", "1.0.0-rc.1+build.5").padded(5_000_000);
        SampleLibrary user = SampleLibrary.of("user-of-it", "0.1.0").dependingOn(large);
        sim.publish(large.crate());
        sim.publish(user.crate());
        SampleProgram program = SampleProgram.of("program", user);

        assertThat(build(program, sim.sparseUrl())).isEqualTo(program.expectedOutput());
        assertThat(large.crate().content()).hasSizeGreaterThan(4 << 20);
    }

    /** Returns what the program prints. */
    private String build(SampleProgram program, String index) throws Exception {
        Path home = Files.createDirectories(folder.resolve("cargo-home"));
        Files.writeString(
                home.resolve("config.toml"),
                """
                [source.crates-io]
                replace-with = "sim"
                [source.sim]
                registry = "%s"
                """
                        .formatted(index));
        Path project = folder.resolve("project");
        program.writeTo(project);
        Map<String, String> environment =
                Map.of(
                        "CARGO_HOME", home.toString(),
                        "CARGO_TARGET_DIR", project.resolve("target").toString());
        Command.run(project, environment, "cargo", "build");
        return Command.run(
                project, Map.of(), project.resolve("target/debug/" + program.name()).toString());
    }
}
