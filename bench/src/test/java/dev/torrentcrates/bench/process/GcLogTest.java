package dev.torrentcrates.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines are those of a JVM of the project's. */
class GcLogTest {
    private static final String COLLECTIONS =
            """
            [0.003s][info][gc] Using Serial
            [0.349s][info][gc] GC(0) Pause Young (Allocation Failure) 101M->22M(365M) 13.318ms
            [0.364s][info][gc] GC(1) Pause Full (Metadata GC Threshold) 122M->29M(365M) 9.782ms
            [0.371s][info][gc] GC(2) Pause Young (Allocation Failure) 90112K->35M(365M) 3.479ms
            """;
    private static final String EXIT =
            """
            [0.377s][info][gc,exit] Heap
            [0.377s][info][gc,exit]  DefNew     total 116160K, used 19260K [0x00000000e0000000)
            [0.377s][info][gc,exit]   eden space 103296K,   6% used [0x00000000e0000000)
            [0.377s][info][gc,exit]  Tenured    total 258048K, used TENURED [0x00000000eaaa0000)
            [0.378s][info][gc,exit]  Metaspace       used 9307K, committed 9472K, reserved 1114112K
            """;

    @TempDir Path folder;

    @Test
    void thePeakIsTheMostThatWasInUseBeforeACollection() throws IOException {
        assertThat(peak(COLLECTIONS + EXIT.replace("TENURED", "30483K"))).isEqualTo(122L << 20);
    }

    @Test
    void thePeakMayBeAtTheEnd() throws IOException {
        assertThat(peak(COLLECTIONS + EXIT.replace("TENURED", "200000K")))
                .isEqualTo(219_260L << 10);
    }

    @Test
    void aJvmThatNeverCollectedTellsAtItsEnd() throws IOException {
        assertThat(peak(EXIT.replace("TENURED", "0K"))).isEqualTo(19_260L << 10);
    }

    private long peak(String log) throws IOException {
        return GcLog.peakBytes(Files.writeString(folder.resolve("gc.log"), log));
    }
}
