package dev.torrentcrates.cargotorrent.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.torrentcrates.cargotorrent.crates.CrateDownloads;
import dev.torrentcrates.cargotorrent.crates.CrateRace;
import dev.torrentcrates.cargotorrent.crates.CrateStore;
import dev.torrentcrates.cargotorrent.crates.Reach;
import dev.torrentcrates.cargotorrent.crates.Reseeding;
import dev.torrentcrates.cargotorrent.crates.SwarmDownloads;
import dev.torrentcrates.cargotorrent.crates.Tally;
import dev.torrentcrates.cargotorrent.crates.UpstreamDownloads;
import dev.torrentcrates.cargotorrent.index.CrateIndex;
import dev.torrentcrates.cargotorrent.index.KnownFiles;
import dev.torrentcrates.cargotorrent.index.UpstreamConfig;
import dev.torrentcrates.cargotorrent.remote.Patience;
import dev.torrentcrates.cargotorrent.remote.RemoteFiles;
import dev.torrentcrates.cargotorrent.remote.Validators;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.swarm.Swarm;
import dev.torrentcrates.swarm.SwarmSettings;
import dev.torrentcrates.swarm.libtorrent.LibtorrentSwarm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A daemon that runs, from its start until it is closed. */
public final class Daemon implements AutoCloseable {
    private static final Patience UPSTREAM_PATIENCE =
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(3));

    /** Torrents are an extra: cargo does not wait for them longer than for upstream. */
    private static final Patience SERVICE_PATIENCE =
            new Patience(Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(5));

    private static final Duration SERVICE_GRACE = Duration.ofMillis(300);

    /**
     * Where only peers may be asked there is nothing without a torrent, so nothing to hurry for.
     */
    private static final Patience PATIENT_WITH_SERVICE =
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ZERO);

    private static final Duration PATIENT_GRACE = Duration.ofSeconds(10);
    private static final System.Logger LOG = System.getLogger(Daemon.class.getName());

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final ListenAddress address;

    /**
     * Starts a daemon.
     *
     * @throws IOException where it cannot be, with why in words for a person
     */
    public static Daemon start(DaemonSettings settings) throws IOException {
        return new Daemon(settings);
    }

    private Daemon(DaemonSettings settings) throws IOException {
        try {
            this.address = open(settings);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Where it listens. */
    public ListenAddress address() {
        return address;
    }

    /** Stops within a few seconds. What is in the store stays. */
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                LOG.log(System.Logger.Level.WARNING, "while stopping: {0}", e.toString());
            }
        }
    }

    private ListenAddress open(DaemonSettings settings) throws IOException {
        DaemonSettings.Servers servers = settings.servers();
        Path home = settings.home().toAbsolutePath();
        opened(HomeLock.take(home));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        // Native calls hold on to the carrier of a virtual thread, so this one is none.
        ExecutorService seeding =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("seeding").daemon().factory());
        boolean peersOnly = servers.reach() == Reach.PEERS_ONLY;
        RemoteFiles upstream = opened(new RemoteFiles(servers.upstream(), UPSTREAM_PATIENCE));
        RemoteFiles service =
                opened(
                        new RemoteFiles(
                                URI.create(servers.indexService() + "/index/"),
                                peersOnly ? PATIENT_WITH_SERVICE : SERVICE_PATIENCE));
        Path indexFolder = indexFolder(home, servers.upstream());
        Swarm swarm = opened(LibtorrentSwarm.start(swarmSettings(settings)));
        CrateIndex index =
                new CrateIndex(
                        upstream,
                        service,
                        peersOnly ? PATIENT_GRACE : SERVICE_GRACE,
                        new KnownFiles(indexFolder),
                        threads);
        UpstreamConfig config = new UpstreamConfig(upstream, indexFolder);
        UpstreamDownloads downloads = opened(new UpstreamDownloads(config));
        CrateStore store = CrateStore.open(home);
        SwarmDownloads torrents =
                new SwarmDownloads(swarm, servers.indexService(), servers.reach(), seeding);
        Tally tally = new Tally();
        CrateRace race = new CrateRace(store, torrents, downloads, tally, threads);
        CrateDownloads crates = new CrateDownloads(store, index, race, tally, threads);
        // Closed before what its threads use.
        opened(seeding::shutdownNow);
        opened(threads::shutdownNow);
        ServedConfig served = new ServedConfig(config, threads);
        CompletableFuture<ListenAddress> listening = new CompletableFuture<>();
        Answers answers =
                new Answers(
                        index,
                        crates,
                        () -> served.json(listening.join()),
                        () -> StatusReport.json(listening.join(), servers, swarm, tally));
        HttpSide http = opened(new HttpSide(settings.listen(), answers, threads));
        ListenAddress taken = settings.listen().withPort(http.port());
        listening.complete(taken);
        threads.execute(new Reseeding(store, torrents));
        threads.execute(() -> service.ask("config.json", Validators.NONE));
        served.refresh();
        return taken;
    }

    private <T extends AutoCloseable> T opened(T resource) {
        opened.push(resource);
        return resource;
    }

    /** Where the index service is on this machine, so is the swarm; else peers must reach us. */
    static SwarmSettings swarmSettings(DaemonSettings settings) {
        InetAddress listen =
                isLoopback(settings.servers().indexService())
                        ? InetAddress.getLoopbackAddress()
                        : InetAddress.ofLiteral("0.0.0.0");
        return SwarmSettings.onLoopback()
                .withListen(new InetSocketAddress(listen, settings.torrentPort()));
    }

    /** A daemon starts without a network, too. */
    private static boolean isLoopback(URI server) {
        try {
            return InetAddress.getByName(server.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** What one registry said is never taken for another's word. */
    private static Path indexFolder(Path home, URI upstream) {
        String digest = Sha256.ofContent(upstream.toString().getBytes(UTF_8)).hex();
        return home.resolve("index").resolve(upstream.getHost() + "-" + digest.substring(0, 8));
    }
}
