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
        INFRASTRUCTURE("infrastructure"),
        WATCHER("watcher-service"),
        TORRENTIZER("torrentizer-service"),
        SEEDER("seeder-service"),
        INDEX("index-service");

        private final String module;

        Part(String module) {
            this.module = module;
        }
    }

    final Web web = new Web();
    private final Checkout checkout = Checkout.find();
    private final Path folder;
    private final UpstreamSim upstream;
    private final List<Integer> ports = FreePorts.find(2 + Part.values().length);
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
        List<String> command =
                part == Part.INFRASTRUCTURE
                        ? checkout.standalone(
                                List.of(),
                                "infrastructure",
                                "--data=" + folder.resolve("infrastructure"),
                                "--kafka-port=" + ports.get(0),
                                "--s3-port=" + ports.get(1))
                        : checkout.service(part.module, settings(part));
        Path log = folder.resolve(part.module + ".log");
        processes.put(part, ChildProcess.start(command, Map.of(), folder, log));
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
        return "127.0.0.1:" + ports.get(0);
    }

    private ChildProcess process(Part part) {
        ChildProcess process = processes.get(part);
        if (process == null) {
            throw new IllegalStateException(part + " was not started");
        }
        return process;
    }

    private int port(Part part) {
        return ports.get(2 + part.ordinal());
    }

    private List<String> settings(Part part) {
        List<String> settings = new ArrayList<>();
        settings.add("-Dquarkus.http.port=" + port(part));
        settings.add("-Dkafka.bootstrap.servers=" + bootstrapServers());
        settings.add("-Dquarkus.log.category.\"org.apache.kafka\".level=ERROR");
        String s3 = "http://127.0.0.1:" + ports.get(1);
        switch (part) {
            case INFRASTRUCTURE -> {}
            case WATCHER -> {
                settings.add("-Dwatcher.index.url=" + upstream.indexUrl());
                settings.add("-Dwatcher.since=beginning");
                settings.add("-Dwatcher.poll-interval=200ms");
                settings.add("-Dwatcher.data-folder=" + folder.resolve("watcher"));
            }
            case TORRENTIZER -> {
                settings.add("-Dtorrentizer.upstream.index=" + upstream.indexUrl() + "/");
                settings.add("-Dtorrentizer.retry.first-delay=200ms");
                settings.add("-Dtorrentizer.data-folder=" + folder.resolve("torrentizer"));
                settings.add("-Dtorrentizer.storage.endpoint=" + s3);
            }
            case SEEDER -> {
                settings.add("-Dseeder.port=0");
                settings.add("-Dseeder.data-folder=" + folder.resolve("seeder"));
                settings.add("-Dseeder.storage.endpoint=" + s3);
            }
            case INDEX -> {
                settings.add("-Dindex.public-url=" + url(Part.INDEX, ""));
                settings.add("-Dindex.storage.endpoint=" + s3);
            }
        }
        return settings;
    }

    @Override
    public void close() {
        // The broker last: the others write to it until they have stopped.
        for (Part part : List.of(Part.WATCHER, Part.TORRENTIZER, Part.SEEDER, Part.INDEX)) {
            process(part).close();
        }
        process(Part.INFRASTRUCTURE).close();
        web.close();
    }
}
