package dev.torrentcrates.upstream;

import com.sun.net.httpserver.HttpExchange;
import dev.torrentcrates.upstream.download.HttpAnswer;
import dev.torrentcrates.upstream.git.GitIndex;
import java.io.IOException;
import java.util.Optional;

/**
 * Serves the files of the newest commit, one by one.
 *
 * @see <a href="https://doc.rust-lang.org/cargo/reference/registry-index.html#sparse-protocol">The
 *     sparse protocol</a>
 */
final class SparseIndex {
    private final GitIndex index;

    SparseIndex(GitIndex index) {
        this.index = index;
    }

    void handle(HttpExchange exchange, String path) throws IOException {
        Optional<String> blob = index.blob(path);
        if (blob.isEmpty()) {
            HttpAnswer.text(exchange, 404, "not in the index");
            return;
        }
        String etag = '"' + blob.get() + '"';
        exchange.getResponseHeaders().set("ETag", etag);
        String known = exchange.getRequestHeaders().getFirst("If-None-Match");
        if (known != null && known.contains(etag)) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        HttpAnswer.bytes(exchange, 200, index.content(blob.get()));
    }
}
