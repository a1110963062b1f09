package dev.torrentcrates.watcher.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.eventlog.EventLogException;
import dev.torrentcrates.eventlog.FencedException;
import dev.torrentcrates.upstream.sample.SampleCrates;
import dev.torrentcrates.watcher.faults.CuttingProxy;
import dev.torrentcrates.watcher.tail.TailFixture.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Brokers that go away at the worst moments of a publication, and for longer than a producer waits
 * for them.
 */
class BrokerOutageTest {
    private static final Settings STORE = Settings.in("store");

    @TempDir Path folder;
    private final CuttingProxy proxy = new CuttingProxy();
    private TailFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = TailFixture.behind(proxy, folder);
        fixture.upstream.publish(SampleCrates.library("alpha", "1.0.0"));
    }

    @AfterEach
    void stop() {
        proxy.comeBack();
        fixture.close();
        proxy.close();
    }

    @Test
    void brokersThatAreAwayBeforeTheCommitHaveNothingAndAreToldAllWhenTheyAreBack()
            throws IOException {
        lookThroughAnOutage(EndOfTransaction.LOST);

        assertThat(fixture.published()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void aCommitOfWhichNobodyKnowsWhetherItHappenedIsToldAgain() throws IOException {
        lookThroughAnOutage(EndOfTransaction.UNANSWERED);

        Set<String> commits = new TreeSet<>();
        fixture.published().forEach(event -> commits.add(event.commit().id()));
        assertThat(commits).hasSize(3);
        assertThat(fixture.published()).as("once and once more").hasSizeBetween(3, 5);
    }

    /** What becomes of the request that ends the transaction. */
    private enum EndOfTransaction {
        LOST,
        UNANSWERED
    }

    private void lookThroughAnOutage(EndOfTransaction end) throws IOException {
        try (TailFixture.Watcher watcher = fixture.watcher(STORE)) {
            watcher.look();
            fixture.upstream.yank("alpha", "1.0.0");
            String head = fixture.upstream.publish(SampleCrates.library("beta", "1.0.0")).id();
            proxy.cutBy(() -> new CutAtCommit(end));
            assertThatThrownBy(watcher::look)
                    .isInstanceOf(EventLogException.class)
                    .isNotInstanceOf(FencedException.class);
            assertThat(proxy.cuts()).isPositive();
            assertThat(watcher.store.publishing())
                    .hasValueSatisfying(begun -> assertThat(begun.commit().id()).isEqualTo(head));

            proxy.comeBack();
            watcher.look();
            assertThat(watcher.store.publishing()).isEmpty();
        }
        assertThat(fixture.folded()).isEqualTo(fixture.upstreamLines());
    }

    /** Finds the request that ends a transaction, and goes away before or after it. */
    private final class CutAtCommit implements CuttingProxy.Rule {
        /** The api key of EndTxn. */
        private static final int END_TXN = 26;

        private final EndOfTransaction end;
        private int at;
        private int size;
        private int api;
        private volatile boolean unanswered;

        private CutAtCommit(EndOfTransaction end) {
            this.end = end;
        }

        /** A request is its size in 4 bytes, its api key in 2, and more. */
        @Override
        public int ofRequest(byte[] bytes, int length) {
            for (int i = 0; i < length; i++) {
                int next = bytes[i] & 0xff;
                if (at < 4) {
                    size = size << 8 | next;
                } else if (at < 6) {
                    api = api << 8 | next;
                }
                at++;
                if (at == 6 && (short) api == END_TXN && end == EndOfTransaction.LOST) {
                    proxy.stayAway();
                    return i;
                }
                if (at == size + 4 && at > 6) {
                    unanswered = (short) api == END_TXN;
                    at = 0;
                    size = 0;
                    api = 0;
                }
            }
            return length;
        }

        @Override
        public int ofAnswer(byte[] bytes, int length) {
            if (unanswered) {
                proxy.stayAway();
                return 0;
            }
            return length;
        }
    }
}
