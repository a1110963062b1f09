package dev.torrentcrates.cargotorrent.crates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.torrent.CrateTorrent;
import java.io.IOException;

/**
 * A torrent's values as they lie beside the crate in the store, so that it is seeded again after a
 * start without being hashed.
 */
final class TorrentNote {
    /** The merkle layer of a crate of 512 MiB has 8 KB; much more is none of our files. */
    static final int MAX_BYTES = 1 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private TorrentNote() {}

    static byte[] write(CrateTorrent torrent) throws IOException {
        return MAPPER.writeValueAsBytes(
                MAPPER.createObjectNode()
                        .put("file", torrent.fileName())
                        .put("length", torrent.length())
                        .put("root", torrent.root().hex())
                        .put("pieces", torrent.pieces())
                        .put("piece_layers", torrent.pieceLayers()));
    }

    /**
     * Reads a note.
     *
     * @throws IOException where it is damaged
     */
    static CrateTorrent read(byte[] note) throws IOException {
        JsonNode node = MAPPER.readTree(note);
        try {
            CrateTorrent torrent =
                    new CrateTorrent(
                            node.path("file").asText(),
                            node.path("length").asLong(),
                            Sha256.of(node.path("root").asText()),
                            node.path("pieces").asText(),
                            node.path("piece_layers").asText());
            // Its constructor refuses values that no recipe could have given.
            torrent.entry();
            if (!torrent.isComplete()) {
                throw new IOException("the note of " + torrent.fileName() + " lacks layers");
            }
            return torrent;
        } catch (IllegalArgumentException e) {
            throw new IOException("not the note of a torrent: " + e.getMessage(), e);
        }
    }
}
