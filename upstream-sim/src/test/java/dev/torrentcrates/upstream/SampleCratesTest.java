package dev.torrentcrates.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.upstream.sample.SampleCrates;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

/** The packing of sample crates. */
class SampleCratesTest {
    @Test
    void theSameCrateHasTheSameBytes() {
        assertThat(SampleCrates.large("alpha", "1.0.0", 50_000).content())
                .isEqualTo(SampleCrates.large("alpha", "1.0.0", 50_000).content())
                .isNotEqualTo(SampleCrates.large("alpha", "1.0.1", 50_000).content());
    }

    @Test
    void everythingLiesInTheFolderThatCargoExpects() throws Exception {
        byte[] content = SampleCrates.large("alpha", "1.0.0", 10).content();
        List<String> names = new ArrayList<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(content)))) {
            for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                names.add(e.getName());
            }
        }
        assertThat(names)
                .containsExactly(
                        "alpha-1.0.0/Cargo.toml",
                        "alpha-1.0.0/padding.bin",
                        "alpha-1.0.0/src/lib.rs");
    }
}
