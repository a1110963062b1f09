package dev.torrentcrates.standalone;

import dev.torrentcrates.standalone.UpstreamChoice.CratesIo;
import dev.torrentcrates.standalone.UpstreamChoice.Other;
import dev.torrentcrates.standalone.UpstreamChoice.Sample;
import dev.torrentcrates.standalone.process.Checkout;
import dev.torrentcrates.standalone.process.ChildProcess;
import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.sample.SampleCrates;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Everything, until it is told to stop. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Start everything on this machine, and stay up.",
            "",
            "By default crates.io is followed from now on: what is published from this moment becomes"
                    + " a torrent. Through the daemon every other crate of crates.io builds too."
        },
        footer = {"", "Stop it with Ctrl-C. Its data stays in the data folder."})
final class UpCommand implements Callable<Integer> {
    private static final String HOST = "127.0.0.1";
    private static final int SAMPLE_PORT = 7882;
    private static final long QUARKUS_STOP_SECONDS = 30;

    @Option(
            names = "--upstream",
            defaultValue = "crates.io",
            converter = UpstreamChoice.Converter.class,
            paramLabel = "crates.io|sample|URL",
            description = "The registry to mirror (default: ${DEFAULT-VALUE}).")
    private UpstreamChoice upstream = new CratesIo();

    @Option(
            names = "--sparse",
            paramLabel = "URL",
            description = "The sparse index of --upstream URL, where it is under another URL.")
    private String sparse = "";

    @Option(
            names = "--since",
            defaultValue = "now",
            paramLabel = "now|beginning",
            description =
                    "What to mirror: what is published from now on, or all there is"
                            + " (default: ${DEFAULT-VALUE}; the sample: beginning).")
    private String since = "now";

    @Option(
            names = "--data",
            defaultValue = "data",
            description = "The folder of all data (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--http-port",
            defaultValue = "7879",
            description = "Of the index and the API (default: ${DEFAULT-VALUE}).")
    private int httpPort;

    @Option(
            names = "--daemon-port",
            defaultValue = "7878",
            description = "Of the registry that cargo is given (default: ${DEFAULT-VALUE}).")
    private int daemonPort;

    @Option(
            names = "--kafka-port",
            defaultValue = "7880",
            description = "For subscribers; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int kafkaPort;

    @Option(
            names = "--s3-port",
            defaultValue = "7881",
            description = "0 for any free one (default: ${DEFAULT-VALUE}).")
    private int s3Port;

    @Option(
            names = "--torrent-port",
            defaultValue = "6881",
            description = "Of the seeder; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int torrentPort;

    @Option(names = "--no-daemon", description = "Leave out the daemon.")
    private boolean withoutDaemon;

    /** What is closed when everything else has stopped, last opened first. */
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @Override
    public Integer call() throws Exception {
        System.out.println("Starting; all data is in " + data.toAbsolutePath());
        CountDownLatch quarkusStopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> closeAfter(quarkusStopped), "close-everything"));
        try {
            requireFree(httpPort, "--http-port");
            if (!withoutDaemon) {
                requireFree(daemonPort, "--daemon-port");
            }
            Files.createDirectories(data);
            Infrastructure infrastructure =
                    open(Infrastructure.start(data.toAbsolutePath(), kafkaPort, s3Port));
            StandaloneSettings settings = settings();
            settings.asProperties(infrastructure.bootstrapServers(), infrastructure.s3Endpoint())
                    .forEach(UpCommand::setUnlessSet);
            if (!withoutDaemon) {
                open(startDaemon(settings.sparseIndex()));
            }
            Welcome.whenReady(httpPort, daemonAddress(), infrastructure.bootstrapServers());
        } catch (IOException | RuntimeException e) {
            quarkusStopped.countDown();
            System.err.println("torrent-crates: " + words(e));
            return 1;
        }
        AtomicInteger exitCode = new AtomicInteger();
        Quarkus.run(
                null,
                (code, failure) -> {
                    exitCode.set(code);
                    quarkusStopped.countDown();
                },
                new String[0]);
        return exitCode.get();
    }

    private StandaloneSettings settings() {
        String webSeed = upstream.webSeed().orElse("");
        return switch (upstream) {
            case CratesIo _ ->
                    settings(
                            "https://github.com/rust-lang/crates.io-index",
                            "https://index.crates.io/",
                            since,
                            webSeed);
            case Sample _ -> {
                UpstreamSim sim =
                        open(UpstreamSim.start(data.resolve("sample-upstream"), SAMPLE_PORT));
                if (sim.lines().isEmpty()) {
                    sim.publishAll(SampleCrates.tidal());
                }
                String index = sim.indexUrl().toString();
                yield settings(index, index + "/", "beginning", webSeed);
            }
            case Other other ->
                    settings(
                            other.index(),
                            sparse.isEmpty() ? other.index() + "/" : sparse,
                            since,
                            webSeed);
        };
    }

    private StandaloneSettings settings(
            String gitIndex, String sparseIndex, String since, String webSeed) {
        return new StandaloneSettings(
                data.toAbsolutePath(),
                httpPort,
                torrentPort,
                gitIndex,
                sparseIndex,
                since,
                webSeed);
    }

    private ChildProcess startDaemon(String sparseIndex) throws IOException {
        Path folder = data.toAbsolutePath();
        return ChildProcess.start(
                Checkout.find()
                        .cargoTorrent(
                                "serve",
                                "--end-with-parent",
                                "--listen",
                                daemonAddress(),
                                "--home",
                                folder.resolve("cargo-torrent").toString(),
                                "--index-service",
                                "http://" + HOST + ":" + httpPort,
                                "--upstream",
                                sparseIndex),
                Map.of(),
                folder,
                folder.resolve("cargo-torrent.log"));
    }

    private String daemonAddress() {
        return HOST + ":" + daemonPort;
    }

    /** The services write to the broker until they have stopped, so it is closed after them. */
    private void closeAfter(CountDownLatch quarkusStopped) {
        try {
            if (!quarkusStopped.await(QUARKUS_STOP_SECONDS, TimeUnit.SECONDS)) {
                System.err.println(
                        "torrent-crates: the services take long to stop; closing anyway");
            }
            while (!opened.isEmpty()) {
                opened.pop().close();
            }
        } catch (Exception e) {
            System.err.println("torrent-crates: closing: " + e);
        }
    }

    private <T extends AutoCloseable> T open(T resource) {
        opened.push(resource);
        return resource;
    }

    private static String words(Exception failure) {
        Throwable cause = failure.getCause();
        return cause == null
                ? String.valueOf(failure.getMessage())
                : failure.getMessage() + " (" + cause.getMessage() + ")";
    }

    private static void setUnlessSet(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }

    private static void requireFree(int port, String option) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(HOST))) {
            socket.setReuseAddress(true);
        } catch (IOException e) {
            throw new IOException(
                    "port "
                            + port
                            + " is taken: is torrent-crates up already? Stop it, or choose another"
                            + " port with "
                            + option,
                    e);
        }
    }
}
