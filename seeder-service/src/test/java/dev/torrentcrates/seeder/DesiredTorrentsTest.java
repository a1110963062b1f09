package dev.torrentcrates.seeder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.event.Topics;
import dev.torrentcrates.eventlog.Recorded;
import dev.torrentcrates.seeder.DesiredTorrents.CrateKey;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.util.List;
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
    void deniedContentIsNotDesiredUnderAnyNameUntilItsDenialIsLifted() {
        SampleCrate one = Versions.crate("one", "the same bytes");
        SampleCrate two = Versions.crate("two", "the same bytes");
        SampleCrate other = Versions.crate("other", "other bytes");
        CrateKey first = desired.apply(PARTITION, Versions.built(one, 1));
        CrateKey second = desired.apply(4, Versions.built(two, 1));
        CrateKey third = desired.apply(PARTITION, Versions.built(other, 2));

        assertThat(desired.judge(List.of(Versions.denied(one))))
                .containsExactlyInAnyOrder(first, second);
        assertThat(desired.of(first)).isEmpty();
        assertThat(desired.of(second)).isEmpty();
        assertThat(desired.of(third)).hasSize(1);

        assertThat(desired.judge(List.of(Versions.allowedAgain(two))))
                .containsExactlyInAnyOrder(first, second);
        assertThat(desired.of(first).values()).containsExactly(Versions.version(one));
        assertThat(desired.of(second).values()).containsExactly(Versions.version(two));
    }

    @Test
    void ofOneCrateOnlyTheDeniedVersionGoes() {
        SampleCrate old = SampleCrates.ofText("demo", "1.0.0", "old bytes");
        SampleCrate fresh = SampleCrates.ofText("demo", "1.1.0", "new bytes");
        desired.apply(PARTITION, Versions.built(old, 1));
        CrateKey crate = desired.apply(PARTITION, Versions.built(fresh, 2));

        desired.judge(List.of(Versions.denied(fresh)));

        assertThat(desired.of(crate).values()).containsExactly(Versions.version(old));
    }

    @Test
    void contentThatWasDeniedBeforeItWasBuiltIsNotDesired() {
        SampleCrate crate = Versions.crate("demo", "the bytes");
        desired.judge(List.of(Versions.denied(crate)));

        CrateKey key = desired.apply(PARTITION, Versions.built(crate, 1));

        assertThat(desired.of(key)).isEmpty();
    }

    @Test
    void aDenialThatIsSaidAgainConcernsNobodyNorDoesOneOfUnknownContent() {
        SampleCrate crate = Versions.crate("demo", "the bytes");
        desired.apply(PARTITION, Versions.built(crate, 1));
        desired.judge(List.of(Versions.denied(crate)));

        assertThat(desired.judge(List.of(Versions.denied(crate)))).isEmpty();
        assertThat(desired.judge(List.of(Versions.denied(Versions.crate("demo", "no such bytes")))))
                .isEmpty();
        assertThat(desired.judge(List.of(new Recorded(Topics.DENIED, 0, 0, "not a cksum", null))))
                .isEmpty();
    }

    @Test
    void whatIsForgottenIsNotDesired() {
        CrateKey key =
                desired.apply(PARTITION, Versions.built(Versions.crate("demo", "the bytes"), 1));

        assertThat(desired.forget(Set.of(PARTITION))).containsExactly(key);
        assertThat(desired.of(key)).isEmpty();
    }
}
