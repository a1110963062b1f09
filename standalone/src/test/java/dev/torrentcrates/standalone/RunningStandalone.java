package dev.torrentcrates.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.Event;
import dev.torrentcrates.event.Topic;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.index.IndexPath;
import dev.torrentcrates.standalone.process.Checkout;
import dev.torrentcrates.standalone.process.ChildProcess;
import dev.torrentcrates.standalone.process.FreePorts;
import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.torrent.Btih;
import dev.torrentcrates.upstream.UpstreamSim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Standalone and the daemon as a user runs them, as processes, on an upstream that the test holds
 * in its hands. The daemon asks peers alone: no web seeds, no upstream.
 */
final class RunningStandalone implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ADMIN_TOKEN = "the-operators-of-a-test";

    final UpstreamSim upstream;
    final Web web = new Web();
    private final Checkout checkout = Checkout.find();
    private final int httpPort;
    private final int daemonPort;
    private final int kafkaPort;
    private final Path folder;
    private ChildProcess standalone;
    private ChildProcess daemon;

    RunningStandalone(Path folder) throws IOException {
        this.folder = folder;
        List<Integer> ports = FreePorts.find(3);
        this.httpPort = ports.get(0);
        this.daemonPort = ports.get(1);
        this.kafkaPort = ports.get(2);
        this.upstream = UpstreamSim.start(folder.resolve("upstream"));
        this.standalone = startStandalone();
        web.awaitUp(index("/q/health/ready"));
        this.daemon = startDaemon();
        web.awaitUp(daemon("/status"));
    }

    String index(String path) {
        return "http://127.0.0.1:" + httpPort + path;
    }

    String daemon(String path) {
        return "http://127.0.0.1:" + daemonPort + path;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + kafkaPort;
    }

    /** Stops both as an operator does, and starts them again on the same data. */
    void restart() throws IOException {
        daemon.close();
        standalone.close();
        standalone = startStandalone();
        web.awaitUp(index("/q/health/ready"));
        daemon = startDaemon();
        web.awaitUp(daemon("/status"));
    }

    /** What the tracker answers to a client that wants peers. */
    Web.Answer announce(Btih infohash) {
        String hash = HexFormat.of().withPrefix("%").formatHex(infohash.bytes());
        return web.get(
                index(
                        "/announce?info_hash="
                                + hash
                                + "&peer_id=-TEST00-000000000000&port=1&uploaded=0&downloaded=0"
                                + "&left=1&compact=1"));
    }

    /** What the torrentizer answers to its operators. */
    Web.Answer operate(String method, String path) {
        return web.operate(method, index("/api/v1/torrentizer" + path), ADMIN_TOKEN);
    }

    /** Where object storage keeps an object. */
    Path object(BlobKey key) {
        return folder.resolve("data/s3/torrent-crates").resolve(key.path());
    }

    /** Where the seeder keeps what it seeds of this content; there is no such folder if nothing. */
    Path seeded(Sha256 cksum) {
        return folder.resolve("data/seeder/content").resolve(cksum.shard()).resolve(cksum.hex());
    }

    /** What the published index says of a version now. */
    Optional<IndexLine> published(String name, String version) {
        Web.Answer answer = web.get(index("/index/" + IndexPath.of(CrateName.of(name))));
        if (answer.status() != 200) {
            return Optional.empty();
        }
        return answer.text()
                .lines()
                .map(IndexLine::parse)
                .filter(line -> line.version().value().equals(version))
                .findFirst();
    }

    /** Waits until the published line is upstream's with a torrent. */
    IndexLine awaitPublished(String name, String version) {
        String upstreamLine = upstream.line(name, version);
        String beginning = upstreamLine.substring(0, upstreamLine.length() - 1) + ",\"torrent\":";
        await(name + " " + version + " to be published as upstream has it")
                .atMost(PATIENCE)
                .until(
                        () ->
                                published(name, version)
                                        .filter(line -> line.json().startsWith(beginning))
                                        .isPresent());
        return published(name, version).orElseThrow();
    }

    /** Runs cargo on a project, with a fresh or an old home. @return all that it printed */
    String cargo(Path project, Path cargoHome, String... arguments)
            throws IOException, InterruptedException {
        Files.createDirectories(cargoHome);
        Files.writeString(
                cargoHome.resolve("config.toml"),
                """
                [source.crates-io]
                replace-with = "torrent-crates"
                [source.torrent-crates]
                registry = "sparse+%s"
                """
                        .formatted(daemon("/index/")));
        List<String> command = new ArrayList<>(List.of("cargo"));
        command.addAll(List.of(arguments));
        Path log = Files.createTempFile(folder, "cargo", ".log");
        try (ChildProcess cargo =
                ChildProcess.start(
                        command, Map.of("CARGO_HOME", cargoHome.toString()), project, log)) {
            assertThat(cargo.await(Duration.ofMinutes(5))).as(() -> tail(cargo)).isZero();
        }
        return Files.readString(log);
    }

    private static String tail(ChildProcess process) {
        try {
            return process.tail();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private ChildProcess startStandalone() throws IOException {
        List<String> settings =
                List.of(
                        "-Dwatcher.poll-interval=200ms",
                        "-Dtorrentizer.admin-token=" + ADMIN_TOKEN,
                        "-Dtorrentizer.retry.first-delay=200ms",
                        "-Dtorrentizer.retry.mismatch-give-up-after=1s");
        return ChildProcess.start(
                checkout.standalone(
                        settings,
                        "up",
                        "--no-daemon",
                        "--upstream=" + upstream.indexUrl(),
                        "--since=beginning",
                        "--data=" + folder.resolve("data"),
                        "--http-port=" + httpPort,
                        "--kafka-port=" + kafkaPort,
                        "--s3-port=0",
                        "--torrent-port=0"),
                Map.of(),
                folder,
                folder.resolve("standalone.log"));
    }

    /** Everything that stands on a topic now. */
    <E extends Event> List<E> all(Topic<E> topic) {
        try {
            return EventTail.readAll(bootstrapServers(), topic);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another one, of another upstream, on the data of this one. */
    ChildProcess startOther(String upstreamUrl, Path log) throws IOException {
        return ChildProcess.start(
                checkout.standalone(
                        List.of(),
                        "up",
                        "--no-daemon",
                        "--upstream=" + upstreamUrl,
                        "--data=" + folder.resolve("data"),
                        "--http-port=0",
                        "--kafka-port=0",
                        "--s3-port=0"),
                Map.of(),
                folder,
                log);
    }

    /** Another one, on the HTTP port of this one. */
    ChildProcess startSecond(Path data, Path log) throws IOException {
        return ChildProcess.start(
                checkout.standalone(List.of(), "up", "--data=" + data, "--http-port=" + httpPort),
                Map.of(),
                folder,
                log);
    }

    private ChildProcess startDaemon() throws IOException {
        return ChildProcess.start(
                checkout.cargoTorrent(
                        "serve",
                        "--peers-only",
                        "--listen=127.0.0.1:" + daemonPort,
                        "--home=" + folder.resolve("cargo-torrent"),
                        "--index-service=" + index(""),
                        "--upstream=" + upstream.indexUrl() + "/"),
                Map.of(),
                folder,
                folder.resolve("daemon.log"));
    }

    @Override
    public void close() {
        daemon.close();
        standalone.close();
        upstream.close();
        web.close();
    }
}
