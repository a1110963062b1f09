package dev.torrentcrates.seeder;

import dev.torrentcrates.event.SeederAlive;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.eventlog.EventLoop;
import dev.torrentcrates.eventlog.EventProducer;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.storage.s3.S3BlobStore;
import dev.torrentcrates.storage.s3.S3Settings;
import dev.torrentcrates.swarm.Swarm;
import dev.torrentcrates.swarm.SwarmSettings;
import dev.torrentcrates.swarm.Totals;
import dev.torrentcrates.swarm.libtorrent.LibtorrentSwarm;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The seeder, put together: a loop that seeds, and one that says that it is there. */
@Startup
@ApplicationScoped
public class SeederService {
    private static final Duration POLL = Duration.ofMillis(200);

    private final SeederConfig config;
    private final Clock clock = Clock.systemUTC();
    private final S3BlobStore storage;
    private final Swarm swarm;
    private final EventProducer producer;
    private final EventTail tail;
    private final EventTail denials;
    private final SeedLoop seeds;
    private final EventLoop seedLoop;
    private final EventLoop heartbeatLoop;

    SeederService(
            SeederConfig config, @ConfigProperty(name = "kafka.bootstrap.servers") String brokers)
            throws IOException {
        this.config = config;
        this.storage = new S3BlobStore(S3Settings.of(config.storage()));
        ContentFolder content = ContentFolder.open(config.dataFolder(), storage);
        this.swarm = LibtorrentSwarm.start(SwarmSettings.onLoopback().withListen(listen(config)));
        SeederIdentity identity = new SeederIdentity(config.name(), config.seedSet());
        this.producer = EventProducer.start(brokers, config.name());
        Seeding.Word word = event -> producer.send(Topics.SEED_EVENTS, List.of(event));
        this.seeds =
                new SeedLoop(
                        new Seeding(identity, content, swarm, word, clock),
                        content,
                        config.concurrency(),
                        clock);
        this.tail =
                EventTail.inGroup(
                        brokers,
                        "seeder-" + config.seedSet(),
                        config.name(),
                        Topics.TORRENT_EVENTS,
                        seeds);
        this.denials = EventTail.ofAll(brokers, config.name() + "-denied", List.of(Topics.DENIED));
        this.seedLoop = EventLoop.start("seeder", brokers, this::seed);
        this.heartbeatLoop = EventLoop.start("seeder-heartbeat", brokers, this::beat);
    }

    void stop(@Observes ShutdownEvent stopping) {
        heartbeatLoop.close();
        seedLoop.close();
        tail.close();
        denials.close();
        producer.close();
        swarm.close();
        storage.close();
    }

    /** Whether both loops go on. */
    boolean isAlive() {
        return seedLoop.isAlive() && heartbeatLoop.isAlive();
    }

    /** What it does at the moment. */
    SeederStatus status() {
        SeedLoop.Progress progress = seeds.progress();
        Totals totals = swarm.totals();
        return new SeederStatus(
                config.name(),
                config.seedSet(),
                progress,
                new SeederStatus.Peers(swarm.port(), totals.peers(), totals.uploadedBytes()),
                seedLoop.trouble().or(heartbeatLoop::trouble).or(progress::trouble));
    }

    private void seed() throws IOException, InterruptedException {
        // The list changes seldom: once it is known, nobody waits for more of it.
        seeds.read(denials.poll(denials.caughtUp() ? Duration.ZERO : POLL).records());
        seeds.read(tail.poll(seeds.isBusy() ? Duration.ZERO : POLL).records());
        seeds.work(denials.caughtUp() && tail.caughtUp());
    }

    private void beat() throws IOException, InterruptedException {
        SeederAlive alive =
                new SeederAlive(
                        config.name(),
                        config.seedSet(),
                        InetAddress.getByName(config.announcedHost().orElse(config.host()))
                                .getHostAddress(),
                        swarm.port(),
                        seeds.progress().partitions(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS));
        producer.send(Topics.SEEDERS, List.of(alive));
        Thread.sleep(config.heartbeat());
    }

    private static InetSocketAddress listen(SeederConfig config) throws IOException {
        InetAddress host = InetAddress.getByName(config.host());
        if (host.isAnyLocalAddress() && config.announcedHost().isEmpty()) {
            throw new IllegalArgumentException(
                    "seeder.host = "
                            + config.host()
                            + " listens everywhere, which tells peers nothing: set"
                            + " seeder.announced-host to the address that they reach");
        }
        return new InetSocketAddress(host, config.port());
    }
}
