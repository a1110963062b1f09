package dev.torrentcrates.torrentizer.upstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.torrentizer.upstream.http.Turns.Turn;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final long SECOND = 1_000_000_000;
    private static final long BETWEEN = SECOND / 100;

    private final Turns turns = new Turns(100);

    @Test
    void thoseWhoComeTogetherGoOneAfterTheOther() {
        assertThat(turns.take(SECOND).at()).isEqualTo(SECOND);
        assertThat(turns.take(SECOND).at()).isEqualTo(SECOND + BETWEEN);
        assertThat(turns.take(SECOND + 1).at()).isEqualTo(SECOND + 2 * BETWEEN);
    }

    @Test
    void timeInWhichNobodyCameIsNotMadeUpForByABurst() {
        turns.take(0);

        assertThat(turns.take(SECOND).at()).isEqualTo(SECOND);
        assertThat(turns.take(SECOND).at()).isEqualTo(SECOND + BETWEEN);
    }

    @Test
    void aPauseHoldsUpThoseToComeAndThoseWhoWaitWhoThenGoEvenly() {
        turns.take(0);
        Turn waiting = turns.take(0);
        assertThat(turns.stands(waiting)).isTrue();

        assertThat(turns.pause(SECOND)).isTrue();

        assertThat(turns.stands(waiting)).isFalse();
        assertThat(turns.take(BETWEEN).at()).isEqualTo(SECOND);
        assertThat(turns.take(BETWEEN).at()).isEqualTo(SECOND + BETWEEN);
    }

    @Test
    void aShorterPauseWithinALongerOneChangesNothing() {
        turns.pause(SECOND);
        Turn turn = turns.take(0);

        assertThat(turns.pause(SECOND / 2)).isFalse();

        assertThat(turns.stands(turn)).isTrue();
    }

    @Test
    void aPauseIsCountedFromWhenItWasAskedForHoweverManyWait() {
        for (int i = 0; i < 1_000; i++) {
            turns.take(0);
        }

        turns.pause(SECOND);

        assertThat(turns.take(0).at()).isEqualTo(SECOND);
    }
}
