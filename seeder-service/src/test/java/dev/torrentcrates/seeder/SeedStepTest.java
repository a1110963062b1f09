package dev.torrentcrates.seeder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.seeder.DesiredTorrents.CrateKey;
import dev.torrentcrates.seeder.SeedStep.Release;
import dev.torrentcrates.seeder.SeedStep.Start;
import dev.torrentcrates.seeder.SeedStep.Stop;
import dev.torrentcrates.torrent.Btih;
import dev.torrentcrates.upstream.sample.SampleCrate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What follows from what is desired and what is held. */
class SeedStepTest {
    private final SampleCrate old = Versions.crate("demo", "old bytes");
    private final SampleCrate replaced = Versions.crate("demo", "new bytes");
    private final DesiredTorrents desired = new DesiredTorrents();

    @Test
    void whatIsDesiredAndNotHeldIsStarted() {
        CrateKey crate = desired.apply(3, Versions.built(old, 1));

        assertThat(SeedStep.plan(desired.of(crate), Map.of()))
                .containsExactly(new Start(Versions.version(old)));
        assertThat(SeedStep.plan(desired.of(crate), held(old))).isEmpty();
    }

    @Test
    void bytesThatWereReplacedGoBeforeTheNewOnesCome() {
        desired.apply(3, Versions.built(old, 1));
        desired.apply(3, Versions.deleted(old, 2));
        CrateKey crate = desired.apply(3, Versions.built(replaced, 3));

        assertThat(SeedStep.plan(desired.of(crate), held(old)))
                .containsExactly(
                        new Stop(Versions.version(old)), new Start(Versions.version(replaced)));
    }

    @Test
    void aBuildThatComesAfterTheDeletionStartsNothing() {
        desired.apply(3, Versions.deleted(old, 2));
        CrateKey crate = desired.apply(3, Versions.built(old, 1));

        assertThat(desired.of(crate)).isEmpty();
    }

    @Test
    void aPartitionThatIsSomebodyElsesIsNotDesiredAnyMore() {
        CrateKey mine = desired.apply(3, Versions.built(old, 1));
        CrateKey other = desired.apply(4, Versions.built(Versions.crate("other", "bytes"), 1));

        assertThat(desired.forget(Set.of(3))).containsExactly(mine);

        assertThat(desired.of(mine)).isEmpty();
        assertThat(SeedStep.release(held(old))).containsExactly(new Release(Versions.version(old)));
        assertThat(desired.of(other)).hasSize(1);
    }

    private static Map<Btih, SeededVersion> held(SampleCrate crate) {
        SeededVersion version = Versions.version(crate);
        return Map.of(version.btih(), version);
    }
}
