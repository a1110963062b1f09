package dev.torrentcrates.upstream.sample;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sample crates ready to be published; {@link SampleLibrary} makes others. */
public final class SampleCrates {
    private static final SampleLibrary GREETING =
            SampleLibrary.of("tidal-greeting", "1.0.0")
                    .saying("Hello from tidal-greeting: every peer is welcome aboard.");
    private static final SampleLibrary SWARM =
            SampleLibrary.of("tidal-swarm", "1.2.0")
                    .saying("Hello from tidal-swarm: many small boats carry the cargo.")
                    .dependingOn(GREETING);
    private static final SampleLibrary TALLY =
            SampleLibrary.of("tidal-tally", "0.3.1")
                    .saying("Hello from tidal-tally: every piece is counted, none is lost.");

    private SampleCrates() {}

    /** A library that depends on nothing and builds with cargo. */
    public static SampleCrate library(String name, String version) {
        return SampleLibrary.of(name, version).crate();
    }

    /** A library whose crate file has about so many bytes more than it needs. */
    public static SampleCrate large(String name, String version, int bytes) {
        return SampleLibrary.of(name, version).padded(bytes).crate();
    }

    /** Not a library at all: a line of the index and these bytes. */
    public static SampleCrate ofText(String name, String version, String content) {
        return new SampleCrate(
                CrateName.of(name),
                CrateVersion.of(version),
                List.of(),
                content.getBytes(StandardCharsets.UTF_8));
    }

    /** The three crates of the demo, each after those on which it depends. */
    public static List<SampleCrate> tidal() {
        return List.of(GREETING.crate(), SWARM.crate(), TALLY.crate());
    }

    /** The program of the demo, which is built from all three. */
    public static SampleProgram tidalDemo() {
        return new SampleProgram(CrateName.of("tidal-demo"), List.of(SWARM, TALLY));
    }
}
