package dev.torrentcrates.cargotorrent.command;

import dev.torrentcrates.cargotorrent.crates.Reach;
import dev.torrentcrates.cargotorrent.daemon.Daemon;
import dev.torrentcrates.cargotorrent.daemon.DaemonSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            "Run the daemon: a registry on this machine that downloads from peers, and seeds. It"
                    + " runs until it is stopped, with Ctrl-C or SIGTERM.",
            "",
            "Cargo asks the daemon once '${sys:cargo-torrent.command:-cargo torrent} setup' has told it"
                    + " to. The daemon passes on"
                    + " the index of upstream, which is crates.io, and adds the torrents that an"
                    + " index service knows; both may be away for a while. A crate with a torrent"
                    + " comes from peers and from web seeds (servers that have it, too), and from"
                    + " upstream where these are slow; one without a torrent comes from upstream.",
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
            "Where the index service is on this machine the daemon takes the peers to be there,"
                    + " too, and is reached by no others. Where it is elsewhere the daemon listens"
                    + " for peers on all addresses; --listen is for cargo alone.",
            "",
            "A port of 0 is any that is free; the first line of output names it. One daemon uses a"
                    + " --home at a time."
        })
final class ServeCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ListenOption listen = new ListenOption();

    @Option(
            names = "--home",
            defaultValue = "${env:XDG_DATA_HOME:-${sys:user.home}/.local/share}/cargo-torrent",
            paramLabel = "DIR",
            description = "Where it keeps index files and crates (default: ${DEFAULT-VALUE}).")
    private Path home = Path.of("");

    @Option(
            names = "--upstream",
            defaultValue = "https://index.crates.io/",
            paramLabel = "URL",
            description =
                    "The sparse index of the registry whose crates these are"
                            + " (default: ${DEFAULT-VALUE}).")
    private String upstream = "";

    @Option(
            names = "--index-service",
            defaultValue = "http://127.0.0.1:7879",
            paramLabel = "URL",
            description =
                    "The server of torrent-crates that knows torrents and peers; without it all"
                            + " crates come from upstream"
                            + " (default: ${DEFAULT-VALUE}).")
    private String indexService = "";

    @Option(
            names = "--torrent-port",
            defaultValue = "0",
            paramLabel = "PORT",
            description = "The port that peers connect to (default: ${DEFAULT-VALUE}, any).")
    private int torrentPort;

    @Option(
            names = "--peers-only",
            description =
                    "Fetch crates from peers and from nobody else, to see whether they are enough:"
                            + " no web seeds, no upstream. The index still comes from upstream.")
    private boolean peersOnly;

    @Option(
            names = "--end-with-parent",
            description = "End when the process that started it has ended; for scripts and tests.")
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
                    listen.address(),
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
