package dev.torrentcrates.swarm.libtorrent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.swarm.SwarmSettings;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentRecipe;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.libtorrent4j.swig.torrent_info;

/** libtorrent reads the recipe's torrents as the recipe means them. */
class RecipeVectorsTest {
    @BeforeAll
    static void loadLibrary() {
        NativeLibrary.load(SwarmSettings.onLoopback().nativeFolder());
    }

    static List<JsonNode> vectors() throws IOException {
        try (InputStream vectors =
                RecipeVectorsTest.class.getResourceAsStream("/recipe-vectors.json")) {
            List<JsonNode> all = new ArrayList<>();
            JsonMapper.builder().build().readTree(vectors).forEach(all::add);
            return all;
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void libtorrentComputesTheSameInfohashes(JsonNode vector) throws IOException {
        torrent_info info = TorrentParameters.info(complete(vector));

        assertThat(info.is_valid()).isTrue();
        assertThat(info.info_hashes().getV1().to_hex()).isEqualTo(vector.get("btih").asText());
        assertThat("1220" + info.info_hashes().getV2().to_hex())
                .isEqualTo(vector.get("btmh").asText());
        assertThat(info.name()).isEqualTo(vector.get("name").asText());
        assertThat(info.total_size()).isEqualTo(vector.get("length").asLong());
        assertThat(info.num_files()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void theSameFromTheLineAlone(JsonNode vector) {
        torrent_info info = TorrentParameters.info(fromLine(vector));

        assertThat(info.info_hashes().getV1().to_hex()).isEqualTo(vector.get("btih").asText());
        assertThat("1220" + info.info_hashes().getV2().to_hex())
                .isEqualTo(vector.get("btmh").asText());
    }

    private static CrateTorrent fromLine(JsonNode vector) {
        return new CrateTorrent(
                vector.get("name").asText(),
                vector.get("length").asLong(),
                Sha256.of(vector.get("piecesRoot").asText()),
                vector.get("pieces").asText(),
                "");
    }

    /** With piece layers; those of several pieces are of generated content. */
    private static CrateTorrent complete(JsonNode vector) throws IOException {
        CrateTorrent torrent = fromLine(vector);
        if (torrent.isComplete()) {
            return torrent;
        }
        byte[] content = new byte[vector.get("length").asInt()];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (31 * i + 7);
        }
        return TorrentRecipe.of(
                torrent.fileName(), torrent.length(), new ByteArrayInputStream(content));
    }
}
