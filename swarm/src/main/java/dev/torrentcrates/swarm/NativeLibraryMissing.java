package dev.torrentcrates.swarm;

/** There is no BitTorrent on this machine: the native library is missing or does not load. */
public final class NativeLibraryMissing extends RuntimeException {
    /** With what to do about it. */
    public NativeLibraryMissing(String message) {
        super(message);
    }

    /** With what to do about it, and what went wrong. */
    public NativeLibraryMissing(String message, Throwable cause) {
        super(message, cause);
    }
}
