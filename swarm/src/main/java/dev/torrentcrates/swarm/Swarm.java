package dev.torrentcrates.swarm;

import dev.torrentcrates.torrent.Btih;
import dev.torrentcrates.torrent.CrateTorrent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A BitTorrent peer: seeds what it is given and downloads what it is asked for. Thread-safe.
 *
 * <p>After {@link #close()} every method but {@code close} throws an {@link IllegalStateException}.
 */
public interface Swarm extends AutoCloseable {
    /**
     * Seeds a file that is complete and verified already, {@code folder/fileName}. It is not hashed
     * again; only its length is looked at. Returns when the torrent is seeded. A second call
     * changes nothing, but where it names another folder the file there is seeded instead.
     *
     * @throws IOException where the file is missing, has another length or cannot be seeded
     * @throws IllegalArgumentException where the torrent lacks its piece layers: build it from the
     *     content ({@code TorrentRecipe}), an index line does not hold them
     * @throws IllegalStateException where this torrent is being downloaded right now
     */
    void seed(CrateTorrent torrent, Path folder, List<URI> trackers) throws IOException;

    /**
     * Fetches a torrent into {@code folder/fileName} and then goes on seeding it from there until
     * it is removed. The piece layers need not be known. What the folder holds of the file already
     * is checked and kept.
     *
     * <p>Where the torrent is held already, the call joins: it has the same result, in the folder
     * of the first call, and its sources are added to those of a download under way.
     */
    Download download(CrateTorrent torrent, Path folder, Sources sources);

    /**
     * Leaves the torrent's swarm. A complete file stays; a download under way is cancelled. Does
     * nothing where the torrent is not held.
     */
    void remove(Btih btih);

    /**
     * The torrents that are held complete and seeded right now. One whose file was lost or damaged
     * drops out when a peer asks for it.
     */
    Set<Btih> seeding();

    /** What went over the wire since the start, and with how many. */
    Totals totals();

    /** The TCP port that peers connect to. */
    int port();

    /** Leaves every swarm; downloads under way are cancelled, complete files stay. Idempotent. */
    @Override
    void close();
}
