package dev.torrentcrates.swarm.libtorrent;

import org.jspecify.annotations.Nullable;
import org.libtorrent4j.swig.status_flags_t;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_status;

/**
 * What libtorrent says of a torrent, and what follows.
 *
 * @param whole whether every piece is there and verified
 * @param error what stopped it, null where nothing did
 */
record Observed(boolean whole, @Nullable String error) {
    /** What to do with a torrent. */
    sealed interface Verdict {
        /** Nothing is new. */
        record Wait() implements Verdict {}

        /** The file is whole: tell those who wait, and seed. */
        record Finish() implements Verdict {}

        /** It cannot go on: tell those who wait, and leave the session. */
        record Fail(String reason) implements Verdict {}
    }

    /** Asks libtorrent: one round trip to its network thread. */
    static Observed of(torrent_handle handle) {
        status_flags_t nothingMore = new status_flags_t();
        torrent_status status = handle.status(nothingMore);
        try {
            boolean failed = status.getErrc().failed();
            return new Observed(
                    status.getIs_finished(), failed ? status.getErrc().message() : null);
        } finally {
            status.delete();
            nothingMore.delete();
        }
    }

    /** Decides; no side effects. */
    Verdict decide(HeldTorrent.State state) {
        if (error != null) {
            return new Verdict.Fail(error);
        }
        return switch (state) {
            case PENDING -> whole ? new Verdict.Finish() : new Verdict.Wait();
            case SEEDING ->
                    whole
                            ? new Verdict.Wait()
                            : new Verdict.Fail("the file is not what it was any more");
            case GONE -> new Verdict.Wait();
        };
    }
}
