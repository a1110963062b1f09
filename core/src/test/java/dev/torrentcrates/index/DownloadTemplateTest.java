package dev.torrentcrates.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DownloadTemplateTest {
    private static final CrateName NAME = CrateName.of("Foo_Bar");
    private static final CrateVersion VERSION = CrateVersion.of("1.0.0+build.2");
    private static final Sha256 CKSUM = Sha256.of("ab".repeat(32));

    @Test
    void everyMarkerIsReplacedAndNothingIsEncoded() {
        assertThat(
                        of(
                                "https://example.org/{lowerprefix}/{prefix}/{crate}/"
                                        + "{crate}-{version}.crate?sha={sha256-checksum}"))
                .isEqualTo(
                        URI.create(
                                "https://example.org/fo/o_/Fo/o_/Foo_Bar/"
                                        + "Foo_Bar-1.0.0+build.2.crate?sha="
                                        + CKSUM));
    }

    @ParameterizedTest
    @CsvSource({
        "{crate}, Foo_Bar",
        "{version}, 1.0.0+build.2",
        "{prefix}, Fo/o_",
        "{lowerprefix}, fo/o_",
        "{sha256-checksum}, abababababababababababababababababababababababababababababababab"
    })
    void anyMarkerAloneMakesItATemplate(String marker, String value) {
        assertThat(of("https://example.org/" + marker))
                .isEqualTo(URI.create("https://example.org/" + value));
    }

    @Test
    void aTemplateWithoutMarkersGetsCargosPath() {
        assertThat(of("https://example.org/api/v1/crates"))
                .isEqualTo(
                        URI.create(
                                "https://example.org/api/v1/crates/Foo_Bar/1.0.0+build.2/download"));
    }

    @Test
    void whatIsNoHttpUrlIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> of("file:///etc/{crate}"));
        assertThatIllegalArgumentException().isThrownBy(() -> of("not a url {crate}"));
    }

    private static URI of(String template) {
        return new DownloadTemplate(template).of(NAME, VERSION, CKSUM);
    }
}
