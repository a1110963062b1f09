package dev.torrentcrates.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The settings of a broker that is alone: one node, controller and broker at once, on loopback.
 *
 * <p>Kafka's defaults are made for machines of its own. What differs here is either needed by a
 * single node or keeps a few hundred small partitions within a laptop's memory.
 */
final class BrokerConfiguration {
    static final int NODE_ID = 1;
    static final String HOST = "127.0.0.1";
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private BrokerConfiguration() {}

    /**
     * @param advertisedPort 0 for the broker's own
     */
    static Map<String, String> of(Path dataFolder, LoopbackPorts ports, int advertisedPort) {
        Map<String, String> settings = new HashMap<>();
        addNode(settings, dataFolder, ports);
        if (advertisedPort != 0) {
            settings.put("advertised.listeners", "BROKER://" + HOST + ":" + advertisedPort);
        }
        addSingleReplica(settings);
        addPromptness(settings);
        addLogs(settings);
        addThreads(settings);
        return settings;
    }

    private static void addNode(
            Map<String, String> settings, Path dataFolder, LoopbackPorts ports) {
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("process.roles", "broker,controller");
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put("inter.broker.listener.name", "BROKER");
        settings.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        String broker = HOST + ":" + ports.broker();
        String controller = HOST + ":" + ports.controller();
        settings.put("listeners", "BROKER://" + broker + ",CONTROLLER://" + controller);
        settings.put("controller.quorum.voters", NODE_ID + "@" + controller);
        settings.put("log.dirs", dataFolder.toString());
        // No JMX beans for each of the partitions; nobody reads them.
        settings.put("metric.reporters", "");
    }

    private static void addSingleReplica(Map<String, String> settings) {
        settings.put("default.replication.factor", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "4");
    }

    private static void addPromptness(Map<String, String> settings) {
        // After an unclean stop the broker may register again only when its old session has ended.
        settings.put("broker.session.timeout.ms", "2000");
        settings.put("broker.heartbeat.interval.ms", "250");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // Idle means idle: by default the controller writes a record twice a second.
        settings.put("metadata.max.idle.interval.ms", "5000");
    }

    private static void addLogs(Map<String, String> settings) {
        settings.put("auto.create.topics.enable", "false");
        settings.put("message.max.bytes", mebibytes(4));
        // A laptop may be off for months; a group's offsets must not be gone when it is back.
        settings.put("offsets.retention.minutes", Long.toString(Duration.ofDays(3650).toMinutes()));
        // Two of these are preallocated for every partition. An entry stands for at least 4 KiB of
        // log, so 256 KiB is enough for a segment of 64 MiB.
        settings.put("log.index.size.max.bytes", Integer.toString(256 * 1024));
        settings.put("log.segment.bytes", mebibytes(64));
        // Allocated at start. Holds the keys of one pass: 150,000, more than a partition has.
        settings.put("log.cleaner.dedupe.buffer.size", mebibytes(4));
    }

    private static void addThreads(Map<String, String> settings) {
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("num.recovery.threads.per.data.dir", "2");
        settings.put("group.coordinator.threads", "1");
        settings.put("share.coordinator.threads", "1");
    }

    private static String mebibytes(int count) {
        return Integer.toString(count * 1024 * 1024);
    }
}
