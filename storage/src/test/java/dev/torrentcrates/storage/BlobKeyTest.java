package dev.torrentcrates.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;
import org.junit.jupiter.api.Test;

class BlobKeyTest {
    private static final Sha256 CKSUM = Sha256.of("ab" + "12".repeat(31));

    @Test
    void aCrateLiesUnderItsChecksum() {
        assertThat(BlobKey.crate(CKSUM).path()).isEqualTo("crates/ab/" + CKSUM + ".crate");
    }

    @Test
    void aTorrentLiesUnderTheChecksumNameAndVersionOfItsCrate() {
        assertThat(torrent("Serde_json", "1.0.0-rc.1+build.5"))
                .isEqualTo("torrents/ab/" + CKSUM + "-Serde_json-1.0.0-rc.1+build.5.torrent");
    }

    @Test
    void noFileNameIsTooLongForAFileSystem() {
        String longest = torrent("a".repeat(64), "1.0.0-" + "b".repeat(144));

        assertThat(longest.substring("torrents/ab/".length())).hasSizeLessThan(255 - 37);
        assertThat(longest).startsWith("torrents/ab/" + CKSUM + "-").endsWith(".torrent");
    }

    private static String torrent(String name, String version) {
        return BlobKey.torrent(CKSUM, CrateName.of(name), CrateVersion.of(version)).path();
    }
}
