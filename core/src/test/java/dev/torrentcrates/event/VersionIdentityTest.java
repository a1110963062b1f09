package dev.torrentcrates.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;
import org.junit.jupiter.api.Test;

class VersionIdentityTest {
    private static final Sha256 CKSUM = Sha256.of("ab".repeat(32));

    @Test
    void spellingsAreOrderedTogetherAndYetHaveKeysOfTheirOwn() {
        VersionIdentity underscore = identity("Foo_bar");
        VersionIdentity dash = identity("foo-bar");

        assertThat(underscore.crateKey()).isEqualTo("crates.io/foo-bar").isEqualTo(dash.crateKey());
        assertThat(underscore.key()).isEqualTo("crates.io/Foo_bar/1.0.0/" + CKSUM);
        assertThat(dash.key()).isEqualTo("crates.io/foo-bar/1.0.0/" + CKSUM);
    }

    private static VersionIdentity identity(String name) {
        return new VersionIdentity(
                Registry.CRATES_IO, CrateName.of(name), CrateVersion.of("1.0.0"), CKSUM);
    }
}
