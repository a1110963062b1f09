package dev.torrentcrates.torrent;

import dev.torrentcrates.crate.CrateFile;
import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Makes the torrent of a crate file: recipe version 1. Pure, and safe in any thread. */
public final class TorrentRecipe {
    private TorrentRecipe() {}

    /**
     * The torrent of content held in memory.
     *
     * @throws IllegalArgumentException where the content is empty: no torrent has no bytes
     */
    public static CrateTorrent of(CrateName name, CrateVersion version, byte[] content) {
        try {
            return of(CrateFile.name(name, version), content.length, input(content));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    /**
     * The torrent of a stream, read once with 16 KiB of it in memory.
     *
     * @param fileName {@code {name}-{version}.crate}
     * @param length how many bytes the stream holds
     * @throws IOException where the stream fails, or ends before {@code length} bytes
     * @throws IllegalArgumentException where the length is zero or beyond any crate's
     */
    public static CrateTorrent of(String fileName, long length, InputStream content)
            throws IOException {
        if (length <= 0 || length > TorrentEntry.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    fileName + " has " + length + " bytes; a crate has 1 to 4 GiB");
        }
        int pieceLength = PieceLength.of(length);
        int blocksPerPiece = pieceLength / PieceLength.BLOCK;
        MessageDigest sha1 = Btih.newDigest();
        MessageDigest sha256 = Sha256.newDigest();
        StringBuilder pieces = new StringBuilder();
        List<byte[]> leaves = new ArrayList<>();
        byte[] block = new byte[PieceLength.BLOCK];
        for (long position = 0; position < length; position += PieceLength.BLOCK) {
            int wanted = (int) Math.min(PieceLength.BLOCK, length - position);
            int read = content.readNBytes(block, 0, wanted);
            if (read < wanted) {
                throw new EOFException(
                        fileName + " ends after " + (position + read) + " of " + length + " bytes");
            }
            sha1.update(block, 0, read);
            sha256.update(block, 0, read);
            leaves.add(sha256.digest());
            if (leaves.size() % blocksPerPiece == 0 || position + read == length) {
                pieces.append(HexFormat.of().formatHex(sha1.digest()));
            }
        }
        return torrent(fileName, length, pieces.toString(), leaves, blocksPerPiece);
    }

    private static CrateTorrent torrent(
            String fileName, long length, String pieces, List<byte[]> leaves, int blocksPerPiece) {
        if (leaves.size() <= blocksPerPiece) {
            Sha256 root = Sha256.ofDigest(MerkleTree.root(leaves));
            return new CrateTorrent(fileName, length, root, pieces, "");
        }
        List<byte[]> layer = MerkleTree.pieceLayer(leaves, blocksPerPiece);
        Sha256 root = Sha256.ofDigest(MerkleTree.rootOfPieceLayer(layer, blocksPerPiece));
        StringBuilder layers = new StringBuilder();
        layer.forEach(hash -> layers.append(HexFormat.of().formatHex(hash)));
        return new CrateTorrent(fileName, length, root, pieces, layers.toString());
    }

    private static InputStream input(byte[] content) {
        return new ByteArrayInputStream(content);
    }
}
