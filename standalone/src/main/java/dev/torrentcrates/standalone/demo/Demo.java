package dev.torrentcrates.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.torrentcrates.index.IndexPath;
import dev.torrentcrates.standalone.process.Checkout;
import dev.torrentcrates.standalone.process.ChildProcess;
import dev.torrentcrates.standalone.process.FreePorts;
import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import dev.torrentcrates.upstream.sample.SampleProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The story, from the first commit to the program's output. */
final class Demo {
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration VISIBLE_PATIENCE = Duration.ofSeconds(30);
    private static final Duration BUILD_PATIENCE = Duration.ofMinutes(2);

    private final Checkout checkout;
    private final Path folder;
    private final Steps steps;
    private final int httpPort;
    private final int daemonPort;

    Demo(Checkout checkout, Path folder, Steps steps) {
        this.checkout = checkout;
        this.folder = folder;
        this.steps = steps;
        List<Integer> ports = FreePorts.find(2);
        this.httpPort = ports.get(0);
        this.daemonPort = ports.get(1);
    }

    void run() throws IOException, InterruptedException, DemoFailedException {
        UpstreamSim upstream = UpstreamSim.start(folder.resolve("upstream"));
        try (upstream;
                Http http = new Http();
                ChildProcess standalone = startStandalone(upstream)) {
            http.await(index("/q/health/ready"), START_PATIENCE, body -> true);
            steps.done("broker, object storage and the four services are up, in one JVM");

            List<Long> latencies = publishAll(upstream, http);

            upstream.goAway();
            steps.done("the upstream registry is switched off: index and downloads are gone");
            long crateBytes;
            JsonNode status;
            try (ChildProcess _ = startDaemon(upstream)) {
                http.await(daemon("/status"), START_PATIENCE, body -> true);
                steps.done("the daemon is up; it may ask peers, and nobody else");
                crateBytes = build();
                status =
                        new JsonMapper()
                                .readTree(
                                        http.await(
                                                daemon("/status"), START_PATIENCE, body -> true));
            }
            report(crateBytes, status.path("bytes"), latencies, standalone.residentBytes());
        }
    }

    private List<Long> publishAll(UpstreamSim upstream, Http http) throws DemoFailedException {
        List<SampleCrate> crates = new ArrayList<>(SampleCrates.tidal());
        crates.add(SampleCrates.library("tidal-moon", "0.1.0"));
        crates.add(SampleCrates.library("tidal-moon", "0.1.1"));
        List<Long> latencies = new ArrayList<>();
        for (SampleCrate crate : crates) {
            upstream.publish(crate);
            long committed = System.nanoTime();
            String version = "\"vers\":\"" + crate.version() + "\"";
            http.await(
                    index("/index/" + IndexPath.of(crate.name())),
                    VISIBLE_PATIENCE,
                    body -> body.contains(version) && body.contains("\"torrent\":"));
            latencies.add((System.nanoTime() - committed) / 1_000_000);
            steps.done(
                    "commit of %s %s: fetched, checked, a torrent, stored, seeded, visible"
                            .formatted(crate.name(), crate.version()));
        }
        return latencies;
    }

    /**
     * @return the bytes of the crates that cargo downloaded
     */
    private long build() throws IOException, InterruptedException, DemoFailedException {
        SampleProgram program = SampleCrates.tidalDemo();
        Path project = folder.resolve("program");
        program.writeTo(project);
        Path cargoHome = Files.createDirectories(folder.resolve("cargo-home"));
        Map<String, String> environment = Map.of("CARGO_HOME", cargoHome.toString());
        run(
                checkout.cargoTorrent("setup", "--listen", "127.0.0.1:" + daemonPort),
                environment,
                "cargo-torrent setup");
        run(List.of("cargo", "build"), environment, "cargo build");
        steps.done("cargo build, with an empty CARGO_HOME");
        long crateBytes = 0;
        try (Stream<Path> files = Files.walk(cargoHome.resolve("registry/cache"))) {
            for (Path crate : files.filter(file -> file.toString().endsWith(".crate")).toList()) {
                crateBytes += Files.size(crate);
            }
        }
        String output =
                run(
                        List.of(project.resolve("target/debug/" + program.name()).toString()),
                        environment,
                        program.name().value());
        if (!output.equals(program.expectedOutput())) {
            throw new DemoFailedException("the built program said: " + output);
        }
        steps.done("the program that was built says:");
        steps.show(output);
        return crateBytes;
    }

    private void report(long crateBytes, JsonNode bytes, List<Long> latencies, long resident)
            throws DemoFailedException {
        long peerBytes = bytes.path("peers").asLong(-1);
        long others = bytes.path("web_seeds").asLong(-1) + bytes.path("upstream").asLong(-1);
        List<Long> sorted = new ArrayList<>(latencies);
        Collections.sort(sorted);
        steps.result("crate_bytes", Long.toString(crateBytes), "bytes");
        steps.result("peer_bytes", Long.toString(peerBytes), "bytes");
        steps.result(
                "commit_to_visible_median", Long.toString(sorted.get(sorted.size() / 2)), "ms");
        steps.result("standalone_rss", Long.toString(resident / 1_000_000), "MB");
        steps.result(
                "total",
                String.format(Locale.ROOT, "%.1f", steps.total().toMillis() / 1000.0),
                "s");
        if (crateBytes == 0 || peerBytes != crateBytes || others != 0) {
            throw new DemoFailedException(
                    "of %s bytes of crates %s came from peers and %s from elsewhere"
                            .formatted(crateBytes, peerBytes, others));
        }
    }

    private ChildProcess startStandalone(UpstreamSim upstream) throws IOException {
        List<String> command =
                checkout.standalone(
                        List.of("-Dwatcher.poll-interval=1s"),
                        "up",
                        "--no-daemon",
                        "--upstream=" + upstream.indexUrl(),
                        "--since=beginning",
                        "--data=" + folder.resolve("data"),
                        "--http-port=" + httpPort,
                        "--kafka-port=0",
                        "--s3-port=0",
                        "--torrent-port=0");
        return ChildProcess.start(command, Map.of(), folder, folder.resolve("standalone.log"));
    }

    private ChildProcess startDaemon(UpstreamSim upstream) throws IOException {
        List<String> command =
                checkout.cargoTorrent(
                        "serve",
                        "--end-with-parent",
                        "--peers-only",
                        "--listen=127.0.0.1:" + daemonPort,
                        "--home=" + folder.resolve("cargo-torrent"),
                        "--index-service=" + index(""),
                        "--upstream=" + upstream.indexUrl() + "/");
        return ChildProcess.start(command, Map.of(), folder, folder.resolve("daemon.log"));
    }

    /** Runs a program to its end, in the program's folder. @return what it printed */
    private String run(List<String> command, Map<String, String> environment, String name)
            throws IOException, InterruptedException, DemoFailedException {
        Path log = folder.resolve(name.replace(' ', '-') + ".log");
        try (ChildProcess process =
                ChildProcess.start(command, environment, folder.resolve("program"), log)) {
            int exitCode = process.await(BUILD_PATIENCE);
            if (exitCode != 0) {
                throw new DemoFailedException(
                        name + " ended with " + exitCode + ":\n" + process.tail());
            }
        }
        return Files.readString(log);
    }

    private String index(String path) {
        return "http://127.0.0.1:" + httpPort + path;
    }

    private String daemon(String path) {
        return "http://127.0.0.1:" + daemonPort + path;
    }
}
