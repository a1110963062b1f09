package dev.torrentcrates.watcher.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.index.IndexFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GitMemoryTest {
    private static final Duration GRACE = Duration.ofMinutes(15);
    private static final Instant COMMITTED = Instant.parse("2026-11-25T10:00:00Z");
    private static final IndexFile OLD = file("1.0.0", "");
    private static final IndexFile NEW = file("2.0.0", "");

    private final GitMemory memory = new GitMemory();

    @Test
    void whatWasSeenForTheFirstTimeIsNotKnownToHaveChanged() {
        memory.see(NEW, COMMITTED, COMMITTED);

        assertThat(memory.isAsSeen(NEW)).isTrue();
        assertThat(memory.isAsSeen(OLD)).isFalse();
        assertThat(mayBeStale(NEW, null, 0)).isFalse();
    }

    @Test
    void afterAChangeOfGitsTheSparseFileMayBeOlderForTheGrace() {
        memory.see(OLD, COMMITTED.minusSeconds(60), COMMITTED.minusSeconds(60));
        memory.see(NEW, COMMITTED, COMMITTED);

        assertThat(mayBeStale(NEW, null, 14)).isTrue();
        assertThat(mayBeStale(NEW, null, 15)).isFalse();
    }

    @Test
    void aSparseFileFromBeforeGitsChangeIsOlderForEver() {
        memory.see(OLD, COMMITTED.minusSeconds(60), COMMITTED.minusSeconds(60));
        memory.see(NEW, COMMITTED, COMMITTED);

        assertThat(mayBeStale(NEW, COMMITTED.minusSeconds(1), 60)).isTrue();
        assertThat(mayBeStale(NEW, COMMITTED, 60)).isFalse();
    }

    @Test
    void aSparseFileFromBeforeAVersionWasPublishedIsOlderToo() {
        IndexFile dated = file("2.0.0", ",\"pubtime\":\"2026-11-25T10:00:00Z\"");
        memory.see(dated, COMMITTED, COMMITTED);

        assertThat(mayBeStale(dated, COMMITTED.minusSeconds(1), 60)).isTrue();
        assertThat(mayBeStale(dated, COMMITTED.plusSeconds(1), 60)).isFalse();
    }

    @Test
    void filesThatAreNoLongerComparedAreForgotten() {
        memory.see(OLD, COMMITTED, COMMITTED);
        memory.retain(Set.of());

        assertThat(memory.isAsSeen(OLD)).isFalse();
    }

    private boolean mayBeStale(IndexFile git, @Nullable Instant lastModified, int minutes) {
        Instant now = COMMITTED.plus(Duration.ofMinutes(minutes));
        return memory.mayBeStale(git, lastModified, GRACE, now);
    }

    private static IndexFile file(String version, String more) {
        String line =
                "{\"name\":\"alpha\",\"vers\":\"%s\",\"deps\":[],\"cksum\":\"%s\",\"features\":{},\"yanked\":false%s}"
                        .formatted(version, "a".repeat(64), more);
        return IndexFile.ofLines("al/ph/alpha", List.of(line));
    }
}
