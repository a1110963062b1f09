package dev.torrentcrates.seeder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.seeder.DesiredTorrents.CrateKey;
import dev.torrentcrates.upstream.sample.SampleCrate;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DesiredTorrentsTest {
    private static final int PARTITION = 3;

    private final DesiredTorrents desired = new DesiredTorrents();

    @Test
    void theDeletionOfOneSpellingLeavesTheTorrentOfTheOther() {
        SampleCrate underscore = Versions.crate("foo_bar", "bytes of foo_bar");
        SampleCrate dash = Versions.crate("foo-bar", "bytes of foo-bar");

        desired.apply(PARTITION, Versions.built(underscore, 1));
        desired.apply(PARTITION, Versions.built(dash, 2));
        desired.apply(PARTITION, Versions.deleted(underscore, 3));
        CrateKey crate = desired.apply(PARTITION, Versions.crateDeleted(underscore, 4));

        assertThat(desired.of(crate).values()).containsExactly(Versions.version(dash));
    }

    @Test
    void aDeletedVersionIsNotDesired() {
        SampleCrate crate = Versions.crate("demo", "the bytes");

        desired.apply(PARTITION, Versions.built(crate, 1));
        CrateKey key = desired.apply(PARTITION, Versions.deleted(crate, 2));

        assertThat(desired.of(key)).isEmpty();
    }

    @Test
    void whatIsForgottenIsNotDesired() {
        CrateKey key =
                desired.apply(PARTITION, Versions.built(Versions.crate("demo", "the bytes"), 1));

        assertThat(desired.forget(Set.of(PARTITION))).containsExactly(key);
        assertThat(desired.of(key)).isEmpty();
    }
}
