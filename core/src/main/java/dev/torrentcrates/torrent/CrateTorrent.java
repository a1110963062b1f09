package dev.torrentcrates.torrent;

import dev.torrentcrates.crate.CrateFile;
import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The torrent of one crate file.
 *
 * @param fileName {@code {name}-{version}.crate}
 * @param length of the file, in bytes
 * @param root the merkle root of the file
 * @param pieces the SHA-1 of each piece, in hex, one after the other
 * @param pieceLayers the merkle layer of the pieces, in hex; empty where the file is one piece, and
 *     where the torrent was rebuilt from an index line, which has no room for it
 */
public record CrateTorrent(
        String fileName, long length, Sha256 root, String pieces, String pieceLayers) {

    /**
     * Rebuilds the torrent from a line's entry.
     *
     * @throws IllegalArgumentException where the entry's infohashes are not those of its values: a
     *     torrent that nobody shares
     */
    public static CrateTorrent of(CrateName name, CrateVersion version, TorrentEntry entry) {
        CrateTorrent torrent =
                new CrateTorrent(
                        CrateFile.name(name, version),
                        entry.length(),
                        entry.root(),
                        entry.pieces(),
                        "");
        if (!torrent.entry().equals(entry)) {
            throw new IllegalArgumentException(
                    "the infohashes given for "
                            + torrent.fileName
                            + " are not those of its torrent: "
                            + torrent.btih()
                            + " is, "
                            + entry.btih()
                            + " was given");
        }
        return torrent;
    }

    /** What an index line says of this torrent. */
    public TorrentEntry entry() {
        byte[] info = infoDict();
        return new TorrentEntry(
                TorrentEntry.RECIPE,
                length,
                Btih.ofInfoDict(info),
                Btmh.ofInfoDict(info),
                root,
                pieces);
    }

    /** The length of a piece, in bytes. */
    public int pieceLength() {
        return PieceLength.of(length);
    }

    /** How many pieces the file has. */
    public int pieceCount() {
        return (int) Math.ceilDiv(length, (long) pieceLength());
    }

    /** Whether {@link #torrentFile()} can be written: the piece layers are known or not needed. */
    public boolean isComplete() {
        return pieceCount() == 1 || !pieceLayers.isEmpty();
    }

    /** The version 1 infohash. */
    public Btih btih() {
        return Btih.ofInfoDict(infoDict());
    }

    /** The version 2 infohash. */
    public Btmh btmh() {
        return Btmh.ofInfoDict(infoDict());
    }

    /** The bencoded info dict, whose hashes are the infohashes. */
    public byte[] infoDict() {
        return Bencode.encode(info());
    }

    /** The bencoded info dict of the version 1 companion, for clients that know nothing of v2. */
    public byte[] companionInfoDict() {
        return Bencode.encode(companionInfo());
    }

    /**
     * The torrent file as it is stored: {@code info} and {@code piece layers}, nothing else.
     *
     * @throws IllegalStateException where the piece layers are not known
     */
    public byte[] torrentFile() {
        return Bencode.encode(torrent());
    }

    /**
     * The torrent file as it is served: with the trackers, one tier, and web seeds of the day.
     *
     * @throws IllegalStateException where the piece layers are not known
     */
    public byte[] torrentFile(List<URI> trackers, List<URI> webSeeds) {
        return Bencode.encode(with(torrent(), trackers, webSeeds));
    }

    /** The version 1 companion's torrent file. */
    public byte[] companionTorrentFile(List<URI> trackers, List<URI> webSeeds) {
        Map<String, Object> torrent = new TreeMap<>();
        torrent.put("info", companionInfo());
        return Bencode.encode(with(torrent, trackers, webSeeds));
    }

    private Map<String, Object> torrent() {
        if (!isComplete()) {
            throw new IllegalStateException("the piece layers of " + fileName + " are not known");
        }
        Map<String, Object> torrent = new TreeMap<>();
        torrent.put("info", info());
        torrent.put(
                "piece layers",
                pieceLayers.isEmpty() ? Map.of() : Map.of(binary(root.hex()), binary(pieceLayers)));
        return torrent;
    }

    private Map<String, Object> info() {
        Map<String, Object> info = companionInfo();
        Map<String, Object> file = Map.of("length", length, "pieces root", binary(root.hex()));
        info.put("file tree", Map.of(fileName, Map.of("", file)));
        info.put("meta version", 2);
        return info;
    }

    private Map<String, Object> companionInfo() {
        Map<String, Object> info = new TreeMap<>();
        info.put("length", length);
        info.put("name", fileName);
        info.put("piece length", pieceLength());
        info.put("pieces", binary(pieces));
        return info;
    }

    private static Map<String, Object> with(
            Map<String, Object> torrent, List<URI> trackers, List<URI> webSeeds) {
        if (!trackers.isEmpty()) {
            torrent.put("announce", trackers.getFirst().toString());
            torrent.put("announce-list", List.of(texts(trackers)));
        }
        if (!webSeeds.isEmpty()) {
            torrent.put("url-list", texts(webSeeds));
        }
        return torrent;
    }

    private static List<String> texts(List<URI> addresses) {
        return addresses.stream().map(URI::toString).toList();
    }

    private static byte[] binary(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
