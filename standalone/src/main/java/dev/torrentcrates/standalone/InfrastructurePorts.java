package dev.torrentcrates.standalone;

import picocli.CommandLine.Option;

/** Where broker and storage listen, on every command that starts them. */
final class InfrastructurePorts {
    @Option(
            names = "--kafka-port",
            converter = PortConverter.class,
            defaultValue = "7880",
            description =
                    "Of Kafka, for subscribers; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int kafka;

    @Option(
            names = "--s3-port",
            converter = PortConverter.class,
            defaultValue = "7881",
            description = "Of the S3 server; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int s3;

    int kafka() {
        return kafka;
    }

    int s3() {
        return s3;
    }
}
