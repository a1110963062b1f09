package dev.torrentcrates.watcher.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.event.IndexEvent.VersionDeleted;
import dev.torrentcrates.upstream.sample.SampleCrates;
import dev.torrentcrates.watcher.tail.TailFixture.Settings;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More deletions than upstream ever makes at once. */
class DeletionBreakerTest {
    private static final Settings STORE = Settings.in("store");

    @TempDir Path folder;
    private TailFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = TailFixture.shared(folder);
        publishMany();
        fixture.look(STORE);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void tooManyDeletionsWaitAndNothingElseIsPublishedMeanwhile() throws IOException {
        deleteMany();
        fixture.upstream.publish(SampleCrates.library("later", "1.0.0"));
        fixture.look(STORE);

        assertThat(fixture.published()).hasSize(101);
        assertThat(fixture.breaker.held())
                .hasValueSatisfying(
                        held -> {
                            assertThat(held.deletions()).isEqualTo(101);
                            assertThat(held.examples()).hasSize(10);
                        });
    }

    @Test
    void anOperatorLetsThemPassOnce() throws IOException {
        deleteMany();
        try (TailFixture.Watcher watcher = fixture.watcher(STORE)) {
            watcher.look();
            fixture.breaker.pass(50);
            watcher.look();
            assertThat(fixture.breaker.held()).isPresent();
            fixture.breaker.pass(101);
            watcher.look();
            assertThat(fixture.breaker.held()).isEmpty();
            publishMany();
            watcher.look();
            deleteMany();
            watcher.look();
            assertThat(fixture.breaker.held()).isPresent();
        }
        assertThat(fixture.published()).filteredOn(VersionDeleted.class::isInstance).hasSize(101);
    }

    @Test
    void whatUpstreamTakesBackGoesOnWithoutAnybodyAndDeletesNothing() throws IOException {
        deleteMany();
        fixture.look(STORE);
        publishMany();
        fixture.upstream.publish(SampleCrates.library("later", "1.0.0"));
        fixture.look(STORE);

        assertThat(fixture.breaker.held()).isEmpty();
        assertThat(fixture.published()).noneMatch(VersionDeleted.class::isInstance);
        assertThat(fixture.folded()).isEqualTo(fixture.upstreamLines());
    }

    private void publishMany() {
        fixture.upstream.commit(
                "many",
                edit -> {
                    for (int i = 0; i <= 100; i++) {
                        edit.publish(SampleCrates.ofText("many-" + i % 7, "1.0." + i, "bytes"));
                    }
                });
    }

    private void deleteMany() {
        fixture.upstream.commit(
                "none",
                edit -> {
                    for (int i = 0; i < 7; i++) {
                        edit.deleteCrate("many-" + i);
                    }
                });
    }
}
