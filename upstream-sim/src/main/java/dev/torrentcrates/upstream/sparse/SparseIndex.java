package dev.torrentcrates.upstream.sparse;

import com.sun.net.httpserver.HttpExchange;
import dev.torrentcrates.upstream.download.HttpAnswer;
import dev.torrentcrates.upstream.git.GitIndex;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Serves the files of the newest commit, one by one. Safe for use by many threads.
 *
 * @see <a href="https://doc.rust-lang.org/cargo/reference/registry-index.html#sparse-protocol">The
 *     sparse protocol</a>
 */
public final class SparseIndex {
    private final GitIndex index;

    /** By path, so that git's history is gone through once for each content of a file. */
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** Serves this index. */
    public SparseIndex(GitIndex index) {
        this.index = index;
    }

    private record Known(String blob, Instant lastModified) {}

    /**
     * Answers a request.
     *
     * @param path within the index
     */
    public void handle(HttpExchange exchange, String path) throws IOException {
        Optional<String> blob = index.blob(path);
        if (blob.isEmpty()) {
            known.remove(path);
            HttpAnswer.text(exchange, 404, "not in the index");
            return;
        }
        String etag = '"' + blob.get() + '"';
        new Validators(etag, lastModified(path, blob.get()))
                .answer(exchange, "text/plain", () -> index.content(blob.get()));
    }

    private Instant lastModified(String path, String blob) throws IOException {
        Known before = known.get(path);
        if (before != null && before.blob().equals(blob)) {
            return before.lastModified();
        }
        Instant time = index.lastChange(path).orElse(Instant.EPOCH);
        known.put(path, new Known(blob, time));
        return time;
    }
}
