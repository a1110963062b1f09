package dev.torrentcrates.torrent;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recipe against the vectors, whose values libtorrent 2 confirmed. */
class TorrentRecipeTest {
    private static final CrateName NAME = CrateName.of("vector");
    private static final CrateVersion VERSION = CrateVersion.of("1.0.0");

    /** Those whose content is made by a formula, and those of the corpus where it is present. */
    static Stream<JsonNode> vectors() throws IOException {
        List<JsonNode> vectors = new ArrayList<>();
        try (InputStream in = TorrentRecipeTest.class.getResourceAsStream("/recipe-vectors.json")) {
            new JsonMapper().readTree(in).forEach(vectors::add);
        }
        return vectors.stream().filter(vector -> content(vector).isPresent());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everyVectorIsReproduced(JsonNode vector) throws IOException {
        byte[] content = content(vector).orElseThrow();

        CrateTorrent torrent =
                TorrentRecipe.of(
                        vector.get("name").asText(),
                        content.length,
                        new ByteArrayInputStream(content));

        assertThat(torrent.length()).isEqualTo(vector.get("length").asLong());
        assertThat(torrent.pieceLength()).isEqualTo(vector.get("pieceLength").asInt());
        assertThat(torrent.root().hex()).isEqualTo(vector.get("piecesRoot").asText());
        assertThat(torrent.pieces()).isEqualTo(vector.get("pieces").asText());
        assertThat(torrent.infoDict()).hasSize(vector.get("infoBytes").asInt());
        assertThat(torrent.btih().hex()).isEqualTo(vector.get("btih").asText());
        assertThat(torrent.btmh().hex()).isEqualTo(vector.get("btmh").asText());
        if (vector.has("cksum")) {
            assertThat(Sha256.ofContent(content).hex()).isEqualTo(vector.get("cksum").asText());
        }
    }

    @Test
    void atLeastTheThirteenVectorsMadeByFormulaAreThere() throws IOException {
        assertThat(vectors()).hasSizeGreaterThanOrEqualTo(13);
    }

    @Test
    void ofASmallCrateTheRootIsTheCksum() {
        byte[] content = formula(16384);

        assertThat(TorrentRecipe.of(NAME, VERSION, content).root())
                .isEqualTo(Sha256.ofContent(content));
    }

    @Test
    void aTorrentIsRebuiltFromItsEntryByteForByte() {
        for (int length : new int[] {1, 16385, 4194304}) {
            CrateTorrent torrent = TorrentRecipe.of(NAME, VERSION, formula(length));

            assertThat(CrateTorrent.of(NAME, VERSION, torrent.entry())).isEqualTo(torrent);
        }
    }

    @Test
    void ofALargeCrateTheEntryGivesTheInfoDictButNotThePieceLayers() {
        CrateTorrent torrent = TorrentRecipe.of(NAME, VERSION, formula(9_999_999));
        CrateTorrent rebuilt = CrateTorrent.of(NAME, VERSION, torrent.entry());

        assertThat(torrent.isComplete()).isTrue();
        assertThat(torrent.pieceLayers()).hasSize(3 * 64);
        assertThat(rebuilt.infoDict()).isEqualTo(torrent.infoDict());
        assertThat(rebuilt.isComplete()).isFalse();
        assertThatThrownBy(rebuilt::torrentFile).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEntryWhoseInfohashIsNotThatOfItsValuesIsRefused() {
        TorrentEntry entry = TorrentRecipe.of(NAME, VERSION, formula(100)).entry();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrateTorrent.of(CrateName.of("other"), VERSION, entry))
                .withMessageContaining("other-1.0.0.crate");
    }

    @Test
    void anEntryThatNoRecipeGivesIsRefused() {
        TorrentEntry entry = TorrentRecipe.of(NAME, VERSION, formula(100)).entry();

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new TorrentEntry(
                                        1, -1, entry.btih(), entry.btmh(), entry.root(), ""));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new TorrentEntry(
                                        1, 100, entry.btih(), entry.btmh(), entry.root(), "00"));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new TorrentEntry(
                                        2,
                                        100,
                                        entry.btih(),
                                        entry.btmh(),
                                        entry.root(),
                                        entry.pieces()));
    }

    @Test
    void theStoredTorrentHoldsInfoAndPieceLayersAndNothingElse() {
        CrateTorrent torrent = TorrentRecipe.of(NAME, VERSION, formula(100));
        String info = new String(torrent.infoDict(), ISO_8859_1);

        assertThat(new String(torrent.torrentFile(), ISO_8859_1))
                .isEqualTo("d4:info" + info + "12:piece layersdee");
        assertThat(info)
                .startsWith("d9:file treed18:vector-1.0.0.crated0:d6:lengthi100e11:pieces root32:");
    }

    @Test
    void trackersAndWebSeedsChangeNeitherInfohash() {
        CrateTorrent torrent = TorrentRecipe.of(NAME, VERSION, formula(100));
        List<URI> tracker = List.of(URI.create("http://127.0.0.1/announce"));
        String info = new String(torrent.infoDict(), ISO_8859_1);

        assertThat(new String(torrent.torrentFile(tracker, tracker), ISO_8859_1))
                .startsWith("d8:announce25:http://127.0.0.1/announce13:announce-listll25:")
                .contains("4:info" + info + "12:piece layers")
                .endsWith("8:url-listl25:http://127.0.0.1/announceee");
    }

    @Test
    void theCompanionIsTheSameDictWithoutItsSecondVersion() {
        CrateTorrent torrent = TorrentRecipe.of(NAME, VERSION, formula(100));

        assertThat(new String(torrent.companionInfoDict(), UTF_8))
                .startsWith(
                        "d6:lengthi100e4:name18:vector-1.0.0.crate12:piece lengthi16384e6:pieces20:");
        assertThat(Btih.ofInfoDict(torrent.companionInfoDict())).isNotEqualTo(torrent.btih());
    }

    @Test
    void magnetsCarryOneTopicAndAllTheRest() {
        CrateTorrent torrent = TorrentRecipe.of(NAME, VERSION, formula(100));
        List<URI> tracker = List.of(URI.create("http://127.0.0.1/announce?a=b"));

        assertThat(Magnet.btih(torrent, tracker, List.of()))
                .isEqualTo(
                        "magnet:?xt=urn:btih:"
                                + torrent.btih()
                                + "&dn=vector-1.0.0.crate&xl=100"
                                + "&tr=http%3A%2F%2F127.0.0.1%2Fannounce%3Fa%3Db");
        assertThat(Magnet.btmh(torrent, List.of(), List.of()))
                .startsWith("magnet:?xt=urn:btmh:1220")
                .doesNotContain("btih");
    }

    @Test
    void contentThatEndsEarlyIsAnErrorAndNotATorrent() {
        assertThatThrownBy(
                        () ->
                                TorrentRecipe.of(
                                        "a-1.0.0.crate",
                                        100,
                                        new ByteArrayInputStream(new byte[99])))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("a-1.0.0.crate ends after 99 of 100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TorrentRecipe.of(NAME, VERSION, new byte[0]));
    }

    private static byte[] formula(int length) {
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) (31L * i + 7);
        }
        return content;
    }

    private static Optional<byte[]> content(JsonNode vector) {
        String content = vector.get("content").asText();
        if (content.startsWith("byte i")) {
            return Optional.of(formula(vector.get("length").asInt()));
        }
        String folder =
                System.getenv().getOrDefault("TORRENT_CRATES_CORPUS", "../../shared/corpus");
        Path file = Path.of(folder).resolve(content.substring("corpus/".length()));
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
