package dev.torrentcrates.standalone;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** When a process is killed. It waits for nothing: the moment is drawn, as all of a schedule is. */
final class KillMoment {
    private KillMoment() {}

    /** Lets some time pass, less than so many milliseconds. */
    static void pass(Random random, int maxMillis) {
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(maxMillis)).toNanos());
    }
}
