package dev.torrentcrates.watcher.sparse;

import dev.torrentcrates.http.HttpTime;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server said of a content, so that it can be asked whether it still has that one.
 *
 * @param etag of the answer, as it came
 * @param lastModified of the answer, as it came
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.8">RFC 9110, 8.8</a>
 */
public record Validators(@Nullable String etag, @Nullable String lastModified) {
    /** Of nothing: the content is asked for without a condition. */
    public static final Validators NONE = new Validators(null, null);

    boolean isAny() {
        return etag != null || lastModified != null;
    }

    /** When the content was written, by the server's word. */
    Optional<Instant> modified() {
        return Optional.ofNullable(lastModified).flatMap(HttpTime::date);
    }
}
