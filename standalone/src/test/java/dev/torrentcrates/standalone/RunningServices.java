package dev.torrentcrates.standalone;

import dev.torrentcrates.standalone.process.Checkout;
import dev.torrentcrates.standalone.process.ChildProcess;
import dev.torrentcrates.standalone.process.FreePorts;
import dev.torrentcrates.upstream.UpstreamSim;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The services as processes of their own, which can be killed one by one. */
final class RunningServices implements AutoCloseable {
    /** A process of the system. */
    enum Part {
        KAFKA("kafka"),
        STORAGE("s3"),
        WATCHER("watcher-service"),
        TORRENTIZER("torrentizer-service"),
        SEEDER("seeder-service"),
        INDEX("index-service");

        private final String program;

        Part(String program) {
            this.program = program;
        }
    }

    final Web web = new Web();
    private final Checkout checkout = Checkout.find();
    private final Path folder;
    private final UpstreamSim upstream;
    private final List<Integer> ports = FreePorts.find(Part.values().length);
    private final Map<Part, ChildProcess> processes = new EnumMap<>(Part.class);

    RunningServices(Path folder, UpstreamSim upstream) throws IOException {
        this.folder = folder;
        this.upstream = upstream;
        for (Part part : Part.values()) {
            start(part);
        }
        web.awaitUp(url(Part.INDEX, "/q/health/ready"));
        web.awaitUp(url(Part.SEEDER, "/q/health/live"));
    }

    void start(Part part) throws IOException {
        Path log = folder.resolve(part.program + ".log");
        processes.put(part, ChildProcess.start(command(part), Map.of(), folder, log));
    }

    /** As {@code kill -9}. */
    void kill(Part part) {
        process(part).kill();
    }

    boolean isAlive(Part part) {
        return process(part).isAlive();
    }

    String url(Part part, String path) {
        return "http://127.0.0.1:" + port(part) + path;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port(Part.KAFKA);
    }

    private ChildProcess process(Part part) {
        ChildProcess process = processes.get(part);
        if (process == null) {
            throw new IllegalStateException(part + " was not started");
        }
        return process;
    }

    private int port(Part part) {
        return ports.get(part.ordinal());
    }

    private List<String> command(Part part) {
        return switch (part) {
            case KAFKA, STORAGE ->
                    checkout.standalone(
                            List.of(),
                            "infrastructure",
                            part.program,
                            "--data=" + folder.resolve("infrastructure"),
                            "--kafka-port=" + port(Part.KAFKA),
                            "--s3-port=" + port(Part.STORAGE));
            case WATCHER ->
                    service(
                            part,
                            "watcher.index.url=" + upstream.indexUrl(),
                            "watcher.since=beginning",
                            "watcher.poll-interval=200ms",
                            "watcher.data-folder=" + folder.resolve("watcher"));
            case TORRENTIZER ->
                    service(
                            part,
                            "torrentizer.upstream.index=" + upstream.indexUrl() + "/",
                            "torrentizer.retry.first-delay=200ms",
                            "torrentizer.data-folder=" + folder.resolve("torrentizer"),
                            "torrentizer.storage.endpoint=" + url(Part.STORAGE, ""));
            case SEEDER ->
                    service(
                            part,
                            "seeder.port=0",
                            "seeder.data-folder=" + folder.resolve("seeder"),
                            "seeder.storage.endpoint=" + url(Part.STORAGE, ""));
            case INDEX ->
                    service(
                            part,
                            "index.public-url=" + url(Part.INDEX, ""),
                            "index.storage.endpoint=" + url(Part.STORAGE, ""));
        };
    }

    private List<String> service(Part part, String... settings) {
        List<String> properties = new ArrayList<>();
        properties.add("-Dquarkus.http.port=" + port(part));
        properties.add("-Dkafka.bootstrap.servers=" + bootstrapServers());
        for (String setting : settings) {
            properties.add("-D" + setting);
        }
        return checkout.service(part.program, properties);
    }

    @Override
    public void close() {
        // What the others stand on last: they use it until they have stopped.
        for (Part part : List.of(Part.values()).reversed()) {
            process(part).close();
        }
        web.close();
    }
}
