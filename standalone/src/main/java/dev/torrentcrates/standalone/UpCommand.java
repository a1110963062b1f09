package dev.torrentcrates.standalone;

import dev.torrentcrates.standalone.StandaloneSettings.Ports;
import dev.torrentcrates.standalone.StandaloneSettings.Upstream;
import dev.torrentcrates.standalone.UpstreamChoice.CratesIo;
import dev.torrentcrates.standalone.UpstreamChoice.Other;
import dev.torrentcrates.standalone.UpstreamChoice.Sample;
import dev.torrentcrates.standalone.process.Checkout;
import dev.torrentcrates.standalone.process.ChildProcess;
import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.sample.SampleCrates;
import dev.torrentcrates.watcher.WatcherConfig.Since;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
    private Since since = Since.NOW;

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
                open(startDaemon(settings.upstream()));
            }
            welcome(infrastructure.bootstrapServers());
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
        return switch (upstream) {
            case CratesIo _ -> settings(Optional.empty(), since);
            case Sample _ -> settings(Optional.of(startSample()), Since.BEGINNING);
            case Other other ->
                    settings(
                            Optional.of(
                                    new Upstream(
                                            other.index(),
                                            sparse.isEmpty() ? other.index() + "/" : sparse)),
                            since);
        };
    }

    private StandaloneSettings settings(Optional<Upstream> registry, Since from) {
        return new StandaloneSettings(
                data.toAbsolutePath(),
                new Ports(httpPort, torrentPort),
                registry,
                from.name().toLowerCase(Locale.ROOT),
                upstream.webSeed());
    }

    private Upstream startSample() {
        UpstreamSim sim = open(UpstreamSim.start(data.resolve("sample-upstream"), SAMPLE_PORT));
        if (sim.lines().isEmpty()) {
            sim.publishAll(SampleCrates.tidal());
        }
        String index = sim.indexUrl().toString();
        return new Upstream(index, index + "/");
    }

    private ChildProcess startDaemon(Optional<Upstream> registry) throws IOException {
        Path folder = data.toAbsolutePath();
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "serve",
                                "--end-with-parent",
                                "--listen=" + daemonAddress(),
                                "--home=" + folder.resolve("cargo-torrent"),
                                "--index-service=" + base()));
        registry.ifPresent(one -> arguments.add("--upstream=" + one.sparseIndex()));
        return ChildProcess.start(
                Checkout.find().cargoTorrent(arguments.toArray(String[]::new)),
                Map.of(),
                folder,
                folder.resolve("cargo-torrent.log"));
    }

    /** Without the daemon cargo is given the published index itself, with what is visible in it. */
    private void welcome(String brokers) {
        List<URI> ready = new ArrayList<>(List.of(URI.create(base() + "/q/health/ready")));
        String registry = base() + "/index/";
        if (!withoutDaemon) {
            ready.add(URI.create("http://" + daemonAddress() + "/status"));
            registry = "http://" + daemonAddress() + "/index/";
        }
        Welcome.whenReady(base(), registry, brokers, ready);
    }

    private String base() {
        return "http://" + HOST + ":" + httpPort;
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
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // or connections of an earlier run would hold the port
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), port));
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
