package dev.torrentcrates.cargotorrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.torrentcrates.cargotorrent.daemon.ProcessRun;
import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is started: by hand, by cargo, and as a service that is told to stop. */
class JarIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir Path folder;
    private UpstreamSim upstream;
    private final List<Process> started = new ArrayList<>();
    private String listen;

    @BeforeEach
    void start() throws IOException {
        upstream = UpstreamSim.start(folder.resolve("upstream"));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listen = "127.0.0.1:" + free.getLocalPort();
        }
    }

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
        upstream.close();
    }

    @Test
    void aDaemonSaysThatItIsUpAndStopsCleanlyWhenItIsTold() throws Exception {
        Process daemon = serve("home");
        String log = log("home");

        assertThat(log).hasLineCount(1).contains("cargo-torrent is up", "sparse+http://" + listen);
        assertThat(run("status", "--listen", listen).succeeded())
                .contains("listening      " + listen, "seeding        0 crates");
        assertThat(run("status", "--json", "--listen", listen).succeeded()).startsWith("{");
        long asked = System.nanoTime();
        daemon.destroy();
        assertThat(daemon.waitFor(5, TimeUnit.SECONDS)).isTrue();
        System.out.println(
                "SIGTERM to the end: " + (System.nanoTime() - asked) / 1_000_000 + " ms");
        serve("home");
    }

    @Test
    void aDaemonThatWasKilledLeavesItsHomeToTheNext() throws Exception {
        Process daemon = serve("home");

        daemon.destroyForcibly().waitFor();

        serve("home");
    }

    @Test
    void aPortOrAHomeThatIsTakenIsSaidInOneLine() throws Exception {
        serve("home");

        ProcessRun samePort = run(serveArguments("other-home", listen));
        ProcessRun sameHome = run(serveArguments("home", "127.0.0.1:0"));

        assertThat(samePort.code()).isEqualTo(1);
        assertThat(samePort.output()).hasLineCount(1).contains(listen + " is taken");
        assertThat(sameHome.code()).isEqualTo(1);
        assertThat(sameHome.output()).hasLineCount(1).contains("another daemon uses");
    }

    @Test
    void cargoFindsItAsItsOwnSubcommand() throws Exception {
        assumeTrue(ProcessRun.isOnPath("cargo"), "there is no cargo on the PATH");
        SampleCrate crate = SampleCrates.library("tidal", "1.0.0");
        Path file = Files.write(folder.resolve("tidal-1.0.0.crate"), crate.content());
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path script = bin.resolve("cargo-torrent");
        Files.writeString(script, "#!/bin/sh\nexec " + String.join(" ", java()) + " \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));

        ProcessRun hash =
                ProcessRun.of(
                        folder,
                        Map.of("PATH", bin + ":" + System.getenv("PATH")),
                        List.of("cargo", "torrent", "hash", file.toString()));

        assertThat(hash.succeeded()).contains("\"name\":\"tidal-1.0.0.crate\"", "\"btih\":");
    }

    private Process serve(String home) throws IOException {
        List<String> command = new ArrayList<>(java());
        command.addAll(Arrays.asList(serveArguments(home, listen)));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(home + ".log").toFile())
                        .start();
        started.add(process);
        await().atMost(PATIENCE).until(() -> log(home).contains("is up") || !process.isAlive());
        assertThat(process.isAlive()).as(log(home)).isTrue();
        return process;
    }

    private String[] serveArguments(String home, String address) {
        return new String[] {
            "serve",
            "--listen=" + address,
            "--home=" + folder.resolve(home),
            "--upstream=" + upstream.indexUrl() + "/",
            // One without torrents, which has the same lines.
            "--index-service=" + upstream.baseUrl()
        };
    }

    private String log(String home) throws IOException {
        return Files.readString(folder.resolve(home + ".log"));
    }

    private ProcessRun run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(java());
        command.addAll(Arrays.asList(arguments));
        return ProcessRun.of(folder, Map.of(), command);
    }

    private static List<String> java() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target").toAbsolutePath())) {
            Path jar =
                    files.filter(
                                    file ->
                                            file.getFileName()
                                                    .toString()
                                                    .matches("cargo-torrent-.*\\.jar"))
                            .findFirst()
                            .orElseThrow();
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:+UseSerialGC",
                    "-Xmx192m",
                    "-jar",
                    jar.toString());
        }
    }
}
