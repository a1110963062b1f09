package dev.torrentcrates.watcher.tail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.upstream.sample.SampleCrates;
import dev.torrentcrates.watcher.faults.CuttingProxy;
import dev.torrentcrates.watcher.source.UpstreamException;
import dev.torrentcrates.watcher.tail.TailFixture.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections to upstream that are cut while a pack comes through them. */
class HalfPackTest {
    private static final Settings STORE = Settings.in("store");
    private static final int VERSIONS = 2_000;

    /** Well within the pack: 2,000 checksums alone have three times as much. */
    private static final int BYTES_OF_PACK = 20_000;

    private static final int CUTS = 5;

    @TempDir Path folder;
    private final CuttingProxy proxy = new CuttingProxy();
    private TailFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = TailFixture.shared(folder);
        fixture.reachUpstreamThrough(proxy);
    }

    @AfterEach
    void stop() {
        proxy.close();
        fixture.close();
    }

    @Test
    void aFirstCloneThatIsCutIsNothingAndTheNextOneIsWhole() throws IOException {
        fixture.publishMany(VERSIONS, "first");
        try (TailFixture.Watcher watcher = fixture.watcher(STORE)) {
            lookWhilePacksAreCut(watcher);
            assertThat(fixture.published()).isEmpty();
            assertThat(fixture.checkpoints()).isEmpty();

            fixture.upstream.yank("first-0", "1.0.0");
            watcher.look();
        }
        assertThat(fixture.published()).hasSize(VERSIONS).doesNotHaveDuplicates();
        assertThat(fixture.folded()).isEqualTo(fixture.upstreamLines());
    }

    @Test
    void aLaterFetchThatIsCutLosesNoCommitAndTellsNoneTwice() throws IOException {
        fixture.upstream.publish(SampleCrates.library("alpha", "1.0.0"));
        try (TailFixture.Watcher watcher = fixture.watcher(STORE)) {
            watcher.look();
            fixture.upstream.yank("alpha", "1.0.0");
            fixture.publishMany(VERSIONS, "later");
            lookWhilePacksAreCut(watcher);
            assertThat(fixture.published()).hasSize(1);

            fixture.upstream.unyank("alpha", "1.0.0");
            watcher.look();
        }
        assertThat(fixture.published()).hasSize(VERSIONS + 3).doesNotHaveDuplicates();
        assertThat(fixture.folded()).isEqualTo(fixture.upstreamLines());
    }

    private void lookWhilePacksAreCut(TailFixture.Watcher watcher) throws IOException {
        Set<Path> left = new TreeSet<>();
        proxy.cutBy(HalfPack::new);
        for (int cut = 1; cut <= CUTS; cut++) {
            assertThatThrownBy(watcher::look)
                    .isInstanceOf(UpstreamException.class)
                    .hasMessageContaining("cannot fetch master of http://127.0.0.1");
            assertThat(proxy.cuts()).isEqualTo(cut);
            if (cut == 1) {
                left.addAll(filesOfClone());
            }
        }
        assertThat(filesOfClone()).as("files after the last cut").isEqualTo(left);
        proxy.comeBack();
    }

    private Set<Path> filesOfClone() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(STORE.store()))) {
            return files.collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Passes the beginning of a pack. */
    private static final class HalfPack implements CuttingProxy.Rule {
        private static final String BEGINNING = "PACK\0\0\0";

        private String last = "";
        private int left = -1;

        @Override
        public int ofAnswer(byte[] bytes, int length) {
            if (left < 0) {
                last += new String(bytes, 0, length, US_ASCII);
                if (last.contains(BEGINNING)) {
                    left = BYTES_OF_PACK;
                }
                last = last.substring(Math.max(0, last.length() - BEGINNING.length()));
                return length;
            }
            int passes = Math.min(left, length);
            left -= passes;
            return passes;
        }
    }
}
