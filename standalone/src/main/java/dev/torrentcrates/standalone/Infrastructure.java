package dev.torrentcrates.standalone;

import dev.torrentcrates.embedded.EmbeddedKafka;
import dev.torrentcrates.embedded.EmbeddedS3;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** What the services stand on: an event log and object storage, in this JVM. */
public final class Infrastructure implements AutoCloseable {
    /** Everything listens on loopback; the keys only have to be those of S3Config's defaults. */
    private static final String KEY = "torrent-crates";

    private final EmbeddedKafka kafka;
    private final EmbeddedS3 s3;

    private Infrastructure(EmbeddedKafka kafka, EmbeddedS3 s3) {
        this.kafka = kafka;
        this.s3 = s3;
    }

    /**
     * Starts both, in about four seconds.
     *
     * @param kafkaPort 0 for any
     * @param s3Port 0 for any
     */
    public static Infrastructure start(Path dataFolder, int kafkaPort, int s3Port)
            throws IOException {
        EmbeddedKafka kafka = startKafka(dataFolder, kafkaPort);
        try {
            return new Infrastructure(kafka, startS3(dataFolder, s3Port));
        } catch (IOException | RuntimeException e) {
            kafka.close();
            throw e;
        }
    }

    static EmbeddedKafka startKafka(Path dataFolder, int port) throws IOException {
        return EmbeddedKafka.start(dataFolder.resolve("kafka"), port);
    }

    static EmbeddedS3 startS3(Path dataFolder, int port) throws IOException {
        return EmbeddedS3.start(dataFolder.resolve("s3"), port, KEY, KEY);
    }

    /** Where Kafka's clients connect, as {@code host:port}. */
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** Where S3's clients connect. */
    public URI s3Endpoint() {
        return s3.endpoint();
    }

    @Override
    public void close() throws IOException {
        try (kafka) {
            s3.close();
        }
    }
}
