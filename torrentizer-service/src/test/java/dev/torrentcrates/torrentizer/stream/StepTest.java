package dev.torrentcrates.torrentizer.stream;

import static dev.torrentcrates.event.Registry.CRATES_IO;
import static dev.torrentcrates.torrentizer.Fixture.COMMIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.IndexEvent.CrateDeleted;
import dev.torrentcrates.event.IndexEvent.VersionDeleted;
import dev.torrentcrates.event.IndexEvent.VersionMetadataChanged;
import dev.torrentcrates.event.IndexEvent.VersionPublished;
import dev.torrentcrates.event.IndexEvent.VersionUnyanked;
import dev.torrentcrates.event.IndexEvent.VersionYanked;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.torrentizer.Fixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StepTest {
    private static final IndexLine LINE = Fixture.line("planned");

    @Test
    void aPublishedVersionIsBuilt() {
        VersionPublished published = new VersionPublished(CRATES_IO, COMMIT, LINE);

        assertThat(Step.plan(published)).isEqualTo(new Step.Build(published));
    }

    @Test
    void aDeletionIsPassedOnAndEndsRetries() {
        VersionDeleted deleted = new VersionDeleted(CRATES_IO, COMMIT, LINE);

        assertThat(Step.plan(deleted)).isEqualTo(new Step.ForwardAndCancel(deleted));
    }

    @ParameterizedTest
    @MethodSource("otherChanges")
    void anyOtherChangeIsPassedOnAsItIs(IndexEvent change) {
        assertThat(Step.plan(change)).isEqualTo(new Step.Forward(change));
    }

    static IndexEvent[] otherChanges() {
        return new IndexEvent[] {
            new VersionYanked(CRATES_IO, COMMIT, LINE),
            new VersionUnyanked(CRATES_IO, COMMIT, LINE),
            new VersionMetadataChanged(CRATES_IO, COMMIT, LINE),
            new CrateDeleted(CRATES_IO, COMMIT, LINE.name())
        };
    }
}
