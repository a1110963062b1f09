package dev.torrentcrates.watcher.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.torrentcrates.eventlog.EventLoop;
import dev.torrentcrates.upstream.sample.SampleCrates;
import dev.torrentcrates.watcher.faults.SmallDisk;
import dev.torrentcrates.watcher.tail.TailFixture.Settings;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk with no room left, or nearly none, where the store is. */
class FullDiskTest {
    private static final Settings STORE = Settings.in("disk/store");
    private static final int VERSIONS = 300;

    /** At least: 300 checksums alone have 32 bytes each. */
    private static final int PAGES_OF_PACK = 2;

    /** More than a look needs. */
    private static final int MAX_PAGES = 100;

    @TempDir Path folder;
    private SmallDisk disk;
    private TailFixture fixture;

    @BeforeEach
    void start() throws IOException {
        disk = SmallDisk.mount(folder.resolve("disk"));
        fixture = TailFixture.shared(folder);
        fixture.upstream.publish(SampleCrates.library("alpha", "1.0.0"));
    }

    @AfterEach
    void stop() {
        if (fixture != null) {
            fixture.close();
        }
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void aFetchForWhichThereIsNoRoomPublishesNothingAndIsMadeAgain() throws IOException {
        try (TailFixture.Watcher watcher = fixture.watcher(STORE)) {
            watcher.look();
            fixture.upstream.yank("alpha", "1.0.0");
            fixture.publishMany(VERSIONS, "many");
            assertThat(lookWithMoreAndMoreRoom(watcher)).isGreaterThan(PAGES_OF_PACK);
            disk.giveBack();
            fixture.upstream.unyank("alpha", "1.0.0");
            watcher.look();
        }
        assertThat(fixture.folded()).isEqualTo(fixture.upstreamLines());
        assertThat(fixture.published()).hasSize(VERSIONS + 3).doesNotHaveDuplicates();
    }

    @Test
    void aRefForWhichThereIsNoRoomLetsNothingGetLostThatWasBegun() throws IOException {
        try (TailFixture.Watcher watcher = fixture.watcher(STORE)) {
            watcher.look();
            fixture.upstream.yank("alpha", "1.0.0");
            watcher.source.fetch();
            assertThat(lookWithMoreAndMoreRoom(watcher)).isPositive();
            disk.giveBack();
            fixture.upstream.unyank("alpha", "1.0.0");
            watcher.look();
        }
        assertThat(fixture.folded()).isEqualTo(fixture.upstreamLines());
        assertThat(fixture.published()).hasSizeGreaterThanOrEqualTo(3);
    }

    /**
     * Looks until there is enough room.
     *
     * @return how many pages that were
     */
    private int lookWithMoreAndMoreRoom(TailFixture.Watcher watcher) throws IOException {
        int events = fixture.published().size();
        for (int pages = 0; pages < MAX_PAGES; pages++) {
            disk.leave(pages);
            IOException failure = catchThrowableOfType(IOException.class, watcher::look);
            if (failure == null) {
                return pages;
            }
            assertThat(EventLoop.words(failure)).contains("No space left on device");
            if (watcher.store.publishing().isEmpty()) {
                assertThat(fixture.published()).as("with %s pages", pages).hasSize(events);
            }
        }
        throw new AssertionError("not even " + MAX_PAGES + " pages are enough");
    }
}
