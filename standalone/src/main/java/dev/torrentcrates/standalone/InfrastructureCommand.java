package dev.torrentcrates.standalone;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Only what the services stand on, for services that run as processes of their own. */
@Command(
        name = "infrastructure",
        mixinStandardHelpOptions = true,
        description = "Start only the Kafka broker and the S3 server, until SIGTERM.")
final class InfrastructureCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            defaultValue = "data",
            description = "The folder of their data (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--kafka-port",
            defaultValue = "7880",
            description = "0 for any free one (default: ${DEFAULT-VALUE}).")
    private int kafkaPort;

    @Option(
            names = "--s3-port",
            defaultValue = "7881",
            description = "0 for any free one (default: ${DEFAULT-VALUE}).")
    private int s3Port;

    @Override
    public Integer call() throws Exception {
        Infrastructure infrastructure = Infrastructure.start(data, kafkaPort, s3Port);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    infrastructure.close();
                                    stopped.countDown();
                                },
                                "close-infrastructure"));
        System.out.println("Kafka  " + infrastructure.bootstrapServers());
        System.out.println("S3     " + infrastructure.s3Endpoint());
        stopped.await();
        return 0;
    }
}
