package dev.torrentcrates.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentEntry;
import dev.torrentcrates.torrent.TorrentRecipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexLineTest {
    private static final String CKSUM = "ab".repeat(32);

    /** Odd spacing, an odd order and fields that nobody knows, as future lines may have them. */
    private static final String ODD =
            "{ \"zz\":[1, 2],\"yanked\":true,\"vers\":\"1.0.0\",\"cksum\":\"%s\" ,\"name\":\"Foo_bar\",\"kind\":null, \"é\":\"\\u00e9\" }"
                    .formatted(CKSUM);

    @Test
    void aLineIsKeptByteForByteWhateverItHolds() {
        IndexLine line = IndexLine.parse(ODD);

        assertThat(line.json()).isEqualTo(ODD);
        assertThat(line.name()).isEqualTo(CrateName.of("Foo_bar"));
        assertThat(line.version()).isEqualTo(CrateVersion.of("1.0.0"));
        assertThat(line.cksum().hex()).isEqualTo(CKSUM);
        assertThat(line.yanked()).isTrue();
        assertThat(line.torrent()).isEmpty();
    }

    @Test
    void linesAreOfOneContentWhereSpellingVersionAndCksumAreTheSame() {
        IndexLine line = IndexLine.parse(ODD);

        assertThat(line.isSameContentAs(IndexLine.parse(ODD.replace("true", "false")))).isTrue();
        assertThat(line.isSameContentAs(IndexLine.parse(ODD.replace("Foo_bar", "foo-bar"))))
                .isFalse();
        assertThat(line.isSameContentAs(IndexLine.parse(ODD.replace("1.0.0", "1.0.1")))).isFalse();
        assertThat(line.isSameContentAs(IndexLine.parse(ODD.replace("abab", "abba")))).isFalse();
    }

    @Test
    void thePublishedLineIsUpstreamsWithOneKeyMoreAtTheEnd() {
        CrateTorrent torrent =
                TorrentRecipe.of(CrateName.of("Foo_bar"), CrateVersion.of("1.0.0"), new byte[9]);
        TorrentEntry entry = torrent.entry();

        String published = IndexLine.parse(ODD).withTorrent(entry);

        assertThat(published)
                .startsWith(ODD.substring(0, ODD.length() - 1))
                .endsWith(
                        ",\"torrent\":{\"recipe\":1,\"length\":9,\"btih\":\"%s\",\"btmh\":\"%s\",\"root\":\"%s\",\"pieces\":\"%s\"}}"
                                .formatted(
                                        entry.btih(), entry.btmh(), entry.root(), entry.pieces()));
        assertThat(IndexLine.parse(published).torrent()).contains(entry);
    }

    @Test
    void aTorrentThatIsNoneIsAnErrorWithWords() {
        String line = ODD.replace("\"zz\":[1, 2]", "\"torrent\":{\"recipe\":1}");

        assertThatThrownBy(() -> IndexLine.parse(line).torrent())
                .isInstanceOf(InvalidIndexLineException.class)
                .hasMessageContaining("the torrent of Foo_bar 1.0.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "null",
                "{}",
                "{\"name\":\"a\"}",
                "{\"name\":\"a\",\"vers\":\"1.0.0\",\"cksum\":\"xx\"}",
                "{\"name\":1,\"vers\":\"1.0.0\",\"cksum\":\"xx\"}",
                "{\"name\":\"../../etc/passwd\",\"vers\":\"1.0.0\"}",
                "{\"name\":\"a\",\"vers\":\"1.0.0\",\"cksum\":\"%CKSUM%\",\"yanked\":\"no\"}",
                "{\"name\":\"a\",\"vers\":\"1.0.0\",\"cksum\":\"%CKSUM%\",\"deps\":[{]}",
                "{\"name\":\"a\",\"vers\":\"1.0.0\",\"cksum\":\"%CKSUM%\"",
                "{\"name\":\"a\",\"vers\":\"1.0.0\",\"cksum\":\"%CKSUM%\"} {}"
            })
    void whatIsNoLineIsRefusedWithWords(String text) {
        assertThatThrownBy(() -> IndexLine.parse(text.replace("%CKSUM%", CKSUM)))
                .isInstanceOf(InvalidIndexLineException.class)
                .hasMessageMatching("(?s).{10,}");
    }

    @Test
    void aLineBeyondTheBoundIsRefusedWithoutBeingShownWhole() {
        assertThatThrownBy(() -> IndexLine.parse("{" + " ".repeat(IndexLine.MAX_LENGTH)))
                .isInstanceOf(InvalidIndexLineException.class)
                .hasMessageContaining("1000001 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "a,1/a",
        "Ab,2/ab",
        "aBc,3/a/abc",
        "abcd,ab/cd/abcd",
        "Serde_Json,se/rd/serde_json"
    })
    void filesLieWhereCargoLooksForThem(String name, String path) {
        assertThat(IndexPath.of(CrateName.of(name))).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "se/rd/serde,true",
        "1/a,true",
        "config.json,false",
        ".github/workflows/x,false",
        "se/.rd/serde,false"
    })
    void configurationAndDotFilesAreNoCrates(String path, boolean crate) {
        assertThat(IndexPath.isCrateFile(path)).isEqualTo(crate);
    }
}
