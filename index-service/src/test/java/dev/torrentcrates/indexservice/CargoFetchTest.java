package dev.torrentcrates.indexservice;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.torrentcrates.upstream.sample.SampleLibrary;
import dev.torrentcrates.upstream.sample.SampleProgram;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine's cargo, which knows no other index. */
@QuarkusTest
@QuarkusTestResource(IndexGround.class)
@SuppressWarnings("NullAway.Init") // The test resource and JUnit set the fields.
class CargoFetchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long CARGO_MINUTES = 2;

    Pipeline pipeline;

    @TempDir Path folder;

    @Test
    void cargoFetchesFromTheIndexAndTheDownloads() throws Exception {
        assumeTrue(isOnPath("cargo"), "there is no cargo on the PATH to fetch with");
        SampleLibrary one = SampleLibrary.of("fetch-one", "1.0.0");
        SampleLibrary two = SampleLibrary.of("Fetch_two", "0.3.1-rc.1+build.5").dependingOn(one);
        pipeline.publish(one.crate(), 1);
        pipeline.publish(two.crate(), 1);
        for (String path : List.of("/index/fe/tc/fetch-one", "/index/fe/tc/fetch_two")) {
            await().atMost(PATIENCE).until(() -> get(path).statusCode() == 200);
        }
        Path project = folder.resolve("project");
        SampleProgram.of("fetch-program", two).writeTo(project);
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(
                home.resolve("config.toml"),
                """
                [source.crates-io]
                replace-with = "torrent-crates"
                [source.torrent-crates]
                registry = "sparse+http://127.0.0.1:%s/index/"
                """
                        .formatted(RestAssured.port));

        cargoFetch(project, home);

        try (Stream<Path> files = Files.walk(home.resolve("registry/cache"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".crate")))
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder(
                            "fetch-one-1.0.0.crate", "Fetch_two-0.3.1-rc.1+build.5.crate");
        }
    }

    private void cargoFetch(Path project, Path home) throws IOException, InterruptedException {
        Path log = folder.resolve("cargo.log");
        ProcessBuilder builder =
                new ProcessBuilder("cargo", "fetch")
                        .directory(project.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().put("CARGO_HOME", home.toString());
        Process cargo = builder.start();
        boolean ended = cargo.waitFor(CARGO_MINUTES, TimeUnit.MINUTES);
        cargo.destroyForcibly();
        assertThat(ended && cargo.exitValue() == 0).as(Files.readString(log)).isTrue();
    }

    private static boolean isOnPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, name)));
    }
}
