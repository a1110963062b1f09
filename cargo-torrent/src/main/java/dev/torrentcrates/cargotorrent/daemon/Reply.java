package dev.torrentcrates.cargotorrent.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An answer to a request, whatever sends it. */
sealed interface Reply {
    /**
     * Content held in memory.
     *
     * @param etag quoted; null for none
     * @param content not to be changed
     */
    record Bytes(int status, String contentType, @Nullable String etag, byte[] content)
            implements Reply {}

    /** What the client has already. */
    record NotModified(String etag) implements Reply {}

    /** A crate, sent from the disk. */
    record Crate(Path file) implements Reply {}

    /** Words for a person. Cargo shows them. */
    static Reply words(int status, String words) {
        return new Bytes(status, "text/plain; charset=utf-8", null, (words + "\n").getBytes(UTF_8));
    }

    static Reply json(String json) {
        return new Bytes(200, "application/json", null, json.getBytes(UTF_8));
    }
}
