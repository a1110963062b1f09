package dev.torrentcrates.standalone;

import dev.torrentcrates.embedded.EmbeddedKafka;
import dev.torrentcrates.embedded.EmbeddedS3;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Only what the services stand on, for services that run as processes of their own. */
@Command(
        name = "infrastructure",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Start only the Kafka broker and the S3 server, or one of them, and stay up.",
        footer = {"", "Stop it with Ctrl-C. Its data stays in the data folder."})
final class InfrastructureCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..2",
            paramLabel = "KAFKA|S3",
            description = "Which of them (default: both).")
    private List<Server> servers = List.of();

    @Option(
            names = "--data",
            defaultValue = "data",
            description = "The folder of their data (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Mixin private InfrastructurePorts ports = new InfrastructurePorts();

    private enum Server {
        KAFKA,
        S3
    }

    @Override
    public Integer call() throws Exception {
        beQuiet();
        Deque<AutoCloseable> opened = new ConcurrentLinkedDeque<>();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> close(opened), "close-infrastructure"));
        try {
            for (Server server : wanted()) {
                opened.push(start(server));
            }
        } catch (IOException e) {
            System.err.println("torrent-crates: " + e.getMessage());
            return 1;
        }
        new CountDownLatch(1).await();
        return 0;
    }

    /**
     * Where Quarkus does not run nobody applies the levels of application.properties, and before
     * that every level is on: the S3 server would spend more time on log records that nobody reads
     * than on anything else.
     */
    private static void beQuiet() {
        Logger.getLogger("").setLevel(Level.WARNING);
    }

    private Set<Server> wanted() {
        return servers.isEmpty() ? EnumSet.allOf(Server.class) : EnumSet.copyOf(servers);
    }

    private AutoCloseable start(Server server) throws IOException {
        return switch (server) {
            case KAFKA -> {
                EmbeddedKafka kafka = Infrastructure.startKafka(data, ports.kafka());
                System.out.println("Kafka  " + kafka.bootstrapServers());
                yield kafka;
            }
            case S3 -> {
                EmbeddedS3 s3 = Infrastructure.startS3(data, ports.s3());
                System.out.println("S3     " + s3.endpoint());
                yield s3;
            }
        };
    }

    private static void close(Deque<AutoCloseable> opened) {
        for (AutoCloseable server : opened) {
            try {
                server.close();
            } catch (Exception e) {
                System.err.println("torrent-crates: closing: " + e);
            }
        }
    }
}
