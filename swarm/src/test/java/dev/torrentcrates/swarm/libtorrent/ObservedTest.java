package dev.torrentcrates.swarm.libtorrent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.swarm.libtorrent.HeldTorrent.State;
import dev.torrentcrates.swarm.libtorrent.Observed.Verdict;
import org.junit.jupiter.api.Test;

class ObservedTest {
    @Test
    void aWholeFileFinishesADownloadOnce() {
        assertThat(new Observed(false, null).decide(State.PENDING)).isEqualTo(new Verdict.Wait());
        assertThat(new Observed(true, null).decide(State.PENDING)).isEqualTo(new Verdict.Finish());
        assertThat(new Observed(true, null).decide(State.SEEDING)).isEqualTo(new Verdict.Wait());
    }

    @Test
    void anErrorEndsIt() {
        assertThat(new Observed(true, "disk full").decide(State.PENDING))
                .isEqualTo(new Verdict.Fail("disk full"));
        assertThat(new Observed(true, "file not found").decide(State.SEEDING))
                .isEqualTo(new Verdict.Fail("file not found"));
    }

    @Test
    void aSeedThatIsNotWholeAnyMoreFails() {
        assertThat(new Observed(false, null).decide(State.SEEDING))
                .isInstanceOf(Verdict.Fail.class);
    }
}
