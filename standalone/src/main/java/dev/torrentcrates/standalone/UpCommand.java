package dev.torrentcrates.standalone;

import dev.torrentcrates.standalone.StandaloneSettings.Ports;
import dev.torrentcrates.standalone.StandaloneSettings.Upstream;
import dev.torrentcrates.standalone.UpstreamChoice.CratesIo;
import dev.torrentcrates.standalone.UpstreamChoice.Other;
import dev.torrentcrates.standalone.UpstreamChoice.Sample;
import dev.torrentcrates.standalone.process.Checkout;
import dev.torrentcrates.standalone.process.ChildProcess;
import dev.torrentcrates.standalone.process.FreePorts;
import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.sample.SampleCrates;
import dev.torrentcrates.watcher.tail.Since;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
    private static final long QUARKUS_STOP_SECONDS = 30;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--upstream",
            defaultValue = "crates.io",
            converter = UpstreamChoice.Converter.class,
            paramLabel = "crates.io|sample|URL",
            description =
                    "The registry to mirror (default: ${DEFAULT-VALUE}). The sample is a small one"
                            + " on this machine, with the crates tidal-swarm, tidal-greeting and"
                            + " tidal-tally.")
    private UpstreamChoice upstream = new CratesIo();

    @Option(
            names = "--sparse",
            paramLabel = "URL",
            description =
                    "The sparse index of --upstream URL, where it is under another URL; a file:"
                            + " URL needs one.")
    private String sparse = "";

    @Option(
            names = "--since",
            paramLabel = "now|beginning",
            description =
                    "What to mirror: what is published from now on, or all there is (default: now;"
                            + " for the sample, and where watcher.include names crates:"
                            + " beginning).")
    private @Nullable Since since;

    @Option(
            names = "--data",
            defaultValue = "data",
            description = "The folder of all data (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--http-port",
            converter = PortConverter.class,
            defaultValue = "7879",
            description = "Of the index and the API (default: ${DEFAULT-VALUE}).")
    private int httpPort;

    @Option(
            names = "--daemon-port",
            converter = PortConverter.class,
            defaultValue = "7878",
            description = "Of the registry that cargo is given (default: ${DEFAULT-VALUE}).")
    private int daemonPort;

    @Mixin private InfrastructurePorts ports = new InfrastructurePorts();

    @Option(
            names = "--torrent-port",
            converter = PortConverter.class,
            defaultValue = "6881",
            description = "Of the seeder; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int torrentPort;

    @Option(
            names = "--sample-port",
            converter = PortConverter.class,
            defaultValue = "7882",
            description = "Of --upstream sample (default: ${DEFAULT-VALUE}).")
    private int samplePort;

    @Option(names = "--no-daemon", description = "Leave out the daemon.")
    private boolean withoutDaemon;

    /** What is closed when everything else has stopped, last opened first. */
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @Override
    public Integer call() throws Exception {
        requireSense();
        System.out.println("Starting; all data is in " + data.toAbsolutePath());
        CountDownLatch quarkusStopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> closeAfter(quarkusStopped), "close-everything"));
        try {
            requireFreePorts();
            DataFolder.claim(data, upstream.text());
            Infrastructure infrastructure =
                    open(Infrastructure.start(data.toAbsolutePath(), ports.kafka(), ports.s3()));
            StandaloneSettings settings = settings();
            settings.asProperties(infrastructure.bootstrapServers(), infrastructure.s3Endpoint())
                    .forEach(UpCommand::setUnlessSet);
            if (!withoutDaemon) {
                open(startDaemon(settings.upstream()));
            }
            welcome(infrastructure);
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

    private void requireSense() {
        boolean isFile = upstream instanceof Other(var index) && index.startsWith("file:");
        if (isFile && sparse.isEmpty()) {
            throw usage("a file: URL has no sparse index beside it: name one with --sparse");
        }
        if (!(upstream instanceof Other) && !sparse.isEmpty()) {
            throw usage("--sparse goes with --upstream URL alone");
        }
    }

    private ParameterException usage(String words) {
        return new ParameterException(spec.commandLine(), words);
    }

    private void requireFreePorts() throws IOException {
        FreePorts.require(httpPort, "--http-port");
        FreePorts.require(ports.kafka(), "--kafka-port");
        FreePorts.require(ports.s3(), "--s3-port");
        if (!withoutDaemon) {
            FreePorts.require(daemonPort, "--daemon-port");
        }
        if (upstream instanceof Sample) {
            FreePorts.require(samplePort, "--sample-port");
        }
    }

    private StandaloneSettings settings() {
        return switch (upstream) {
            case CratesIo _ -> settings(null, since);
            case Sample _ -> settings(startSample(), since == null ? Since.BEGINNING : since);
            case Other other ->
                    settings(
                            new Upstream(
                                    other.index(), sparse.isEmpty() ? other.index() + "/" : sparse),
                            since);
        };
    }

    private StandaloneSettings settings(@Nullable Upstream registry, @Nullable Since from) {
        return new StandaloneSettings(
                data.toAbsolutePath(),
                new Ports(httpPort, torrentPort),
                registry,
                from,
                upstream.webSeed().orElse(null));
    }

    private Upstream startSample() {
        UpstreamSim sim = open(UpstreamSim.start(data.resolve("sample-upstream"), samplePort));
        if (sim.lines().isEmpty()) {
            sim.publishAll(SampleCrates.tidal());
        }
        // The folder is the same whatever the port is.
        return new Upstream(sim.gitFolder().toUri().toString(), sim.indexUrl() + "/");
    }

    private KeptDaemon startDaemon(@Nullable Upstream registry) throws IOException {
        Path folder = data.toAbsolutePath();
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "serve",
                                "--end-with-parent",
                                "--listen=" + daemonAddress(),
                                "--home=" + folder.resolve("cargo-torrent"),
                                "--index-service=" + base()));
        if (registry != null) {
            arguments.add("--upstream=" + registry.sparseIndex());
        }
        List<String> command = Checkout.find().cargoTorrent(arguments.toArray(String[]::new));
        Path log = folder.resolve("cargo-torrent.log");
        return KeptDaemon.start(
                () -> ChildProcess.start(command, Map.of(), folder, log),
                () -> {
                    System.err.println("torrent-crates: ends without its daemon; see " + log);
                    Quarkus.asyncExit(1);
                });
    }

    /** Without the daemon cargo is given the published index itself, with what is visible in it. */
    private void welcome(Infrastructure infrastructure) {
        List<URI> ready = new ArrayList<>(List.of(URI.create(base() + "/q/health/ready")));
        String registry = base() + "/index/";
        if (!withoutDaemon) {
            ready.add(URI.create("http://" + daemonAddress() + "/status"));
            registry = "http://" + daemonAddress() + "/index/";
        }
        Welcome.whenReady(base(), registry, infrastructure, ready);
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
}
