package dev.torrentcrates.cargotorrent.command;

import dev.torrentcrates.cargotorrent.crates.Reach;
import dev.torrentcrates.cargotorrent.daemon.Daemon;
import dev.torrentcrates.cargotorrent.daemon.DaemonSettings;
import dev.torrentcrates.cargotorrent.daemon.ListenAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The daemon, until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Run the daemon: a registry on this machine that downloads from peers, and seeds.",
            "",
            "It passes the index of --upstream through and adds the torrents that --index-service"
                    + " knows. A crate with a torrent comes from peers and web seeds, and from"
                    + " upstream where they are slow; one without comes from upstream. While"
                    + " upstream is away it serves what it has seen.",
            ""
        },
        footer = {
            "",
            "Privacy: what is fetched is seeded from then on, and who seeds what is public in"
                    + " BitTorrent: peers see this machine's address and which crates it holds."
                    + " Only crates whose checksum stands in the public index are ever seeded."
                    + " Trackers are told the torrents that are fetched and seeded, nobody is"
                    + " told of a Cargo.lock.",
            "",
            "Where the index service is on this machine peers are too: the daemon then listens for"
                    + " peers on loopback alone.",
            "",
            "One daemon uses a home at a time. Stop it with Ctrl-C or SIGTERM."
        })
final class ServeCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--listen",
            defaultValue = "127.0.0.1:7878",
            paramLabel = "HOST:PORT",
            description = "Where cargo finds it; port 0 takes any (default: ${DEFAULT-VALUE}).")
    private ListenAddress listen = new ListenAddress("127.0.0.1", 7878);

    @Option(
            names = "--home",
            defaultValue = "${env:XDG_DATA_HOME:-${sys:user.home}/.local/share}/cargo-torrent",
            paramLabel = "DIR",
            description = "All that it keeps: index files and crates (default: ${DEFAULT-VALUE}).")
    private Path home = Path.of("");

    @Option(
            names = "--upstream",
            defaultValue = "https://index.crates.io/",
            paramLabel = "URL",
            description = "The sparse index that is passed on (default: ${DEFAULT-VALUE}).")
    private String upstream = "";

    @Option(
            names = "--index-service",
            defaultValue = "http://127.0.0.1:7879",
            paramLabel = "URL",
            description =
                    "Knows the torrents and their peers; need not be there"
                            + " (default: ${DEFAULT-VALUE}).")
    private String indexService = "";

    @Option(
            names = "--torrent-port",
            defaultValue = "0",
            paramLabel = "PORT",
            description = "For peers; 0 takes any that is free (default: ${DEFAULT-VALUE}).")
    private int torrentPort;

    @Option(
            names = "--peers-only",
            description =
                    "Fetch crates from peers and from nobody else: no web seeds, no upstream. The"
                            + " index still comes from upstream where it answers.")
    private boolean peersOnly;

    @Option(
            names = "--end-with-parent",
            description = "End when the process that started it has ended, however that happened.")
    private boolean endWithParent;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Daemon daemon = Daemon.start(settings());
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    daemon.close();
                                    stopped.countDown();
                                },
                                "stop"));
        if (endWithParent) {
            ProcessHandle.current().parent().ifPresent(ServeCommand::endAfter);
        }
        spec.commandLine()
                .getOut()
                .println(
                        "cargo-torrent is up: cargo's registry is "
                                + daemon.address().registry()
                                + ", its status "
                                + daemon.address().url()
                                + "/status");
        spec.commandLine().getOut().flush();
        stopped.await();
        return 0;
    }

    private static void endAfter(ProcessHandle parent) {
        var _ = parent.onExit().thenRun(() -> System.exit(0));
    }

    private DaemonSettings settings() {
        if (torrentPort < 0 || torrentPort > 65535) {
            throw usage("a port is 0 to 65535, not " + torrentPort);
        }
        try {
            return new DaemonSettings(
                    listen,
                    home,
                    DaemonSettings.Servers.of(
                            upstream, indexService, peersOnly ? Reach.PEERS_ONLY : Reach.EVERYBODY),
                    torrentPort);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException usage(String words) {
        return new ParameterException(spec.commandLine(), words);
    }
}
