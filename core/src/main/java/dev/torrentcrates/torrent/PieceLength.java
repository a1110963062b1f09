package dev.torrentcrates.torrent;

/** The recipe's rule for piece lengths, in bytes. */
final class PieceLength {
    /** The block of BEP 52, and the smallest piece. */
    static final int BLOCK = 16 * 1024;

    /** Pieces beyond 4 MiB are refused by some clients. */
    static final int MAX = 4 * 1024 * 1024;

    private PieceLength() {}

    /** The smallest power of two that holds the whole file, from 16 KiB to 4 MiB. */
    static int of(long length) {
        int pieceLength = BLOCK;
        while (pieceLength < length && pieceLength < MAX) {
            pieceLength *= 2;
        }
        return pieceLength;
    }
}
