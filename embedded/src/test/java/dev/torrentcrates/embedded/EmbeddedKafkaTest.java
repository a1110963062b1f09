package dev.torrentcrates.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.embedded.KafkaRecords.TransactionEnd;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
    @TempDir Path folder;

    @Test
    void whatIsProducedIsConsumed() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            KafkaRecords records = new KafkaRecords(kafka.bootstrapServers(), "events");
            records.createTopic(32);

            records.send("serde", "tokio", "rand");

            assertThat(records.readAsGroup("readers", 3))
                    .containsExactlyInAnyOrder("serde", "tokio", "rand");
        }
    }

    @Test
    void onlyCommittedTransactionsAreRead() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            KafkaRecords records = new KafkaRecords(kafka.bootstrapServers(), "events");
            records.createTopic(1);

            records.sendInTransaction(TransactionEnd.ABORT, "never");
            records.sendInTransaction(TransactionEnd.COMMIT, "first", "second");

            assertThat(records.readAsGroup("readers", 2)).containsExactly("first", "second");
        }
    }

    @Test
    void aRestartOnAnotherPortKeepsRecordsAndOffsets() throws Exception {
        String firstAddress;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            firstAddress = kafka.bootstrapServers();
            KafkaRecords records = new KafkaRecords(firstAddress, "events");
            records.createTopic(1);
            records.send("read before");
            assertThat(records.readAsGroup("readers", 1)).containsExactly("read before");
            records.sendInTransaction(TransactionEnd.COMMIT, "read after");
        }

        try (ServerSocket firstPort = occupy(portOf(firstAddress));
                EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            assertThat(firstPort.isBound()).isTrue();
            assertThat(kafka.bootstrapServers()).isNotEqualTo(firstAddress);
            KafkaRecords records = new KafkaRecords(kafka.bootstrapServers(), "events");
            assertThat(records.readAsGroup("readers", 1)).containsExactly("read after");
            records.sendInTransaction(TransactionEnd.COMMIT, "new");
            assertThat(records.readAsGroup("readers", 1)).containsExactly("new");
        }
    }

    @Test
    void aKilledBrokersDataIsThereWhenItStartsAgain() throws Exception {
        try (BrokerProcess process = BrokerProcess.start(folder)) {
            KafkaRecords records = new KafkaRecords(process.bootstrapServers(), "events");
            records.createTopic(1);
            records.sendInTransaction(TransactionEnd.COMMIT, "one", "two");
            assertThat(records.readAsGroup("readers", 2)).containsExactly("one", "two");
            records.send("three");
            process.kill();
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            KafkaRecords records = new KafkaRecords(kafka.bootstrapServers(), "events");
            assertThat(records.readAsGroup("readers", 1)).containsExactly("three");
            assertThat(records.readAsGroup("others", 3)).containsExactly("one", "two", "three");
        }
    }

    @Test
    void aTakenPortIsAnErrorAndNotTheEndOfTheProcess() throws Exception {
        try (ServerSocket taken = occupy(0)) {
            assertThatThrownBy(() -> EmbeddedKafka.start(folder, taken.getLocalPort()))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("port " + taken.getLocalPort());
        }
    }

    @Test
    void aFolderInUseIsAnErrorAndNotTheEndOfTheProcess() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0);
                BrokerProcess process = BrokerProcess.start(folder.resolve("another"))) {
            assertThatThrownBy(() -> EmbeddedKafka.start(folder, 0))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(folder.toString());
            assertThatThrownBy(() -> EmbeddedKafka.start(folder.resolve("another"), 0))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another Kafka broker runs");
            assertThat(kafka.bootstrapServers()).isNotEqualTo(process.bootstrapServers());
        }
    }

    private static ServerSocket occupy(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }

    private static int portOf(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1));
    }
}
