package dev.torrentcrates.upstream.sparse;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.Commit;
import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexPath;
import dev.torrentcrates.upstream.git.GitIndex;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The feed of new versions, in the form and with the bounds of crates.io's: all of the last hour,
 * and at least the newest hundred. A yank is no news, and a version that is deleted leaves the
 * feed. As there, it is written when the index changes, and what grows old stays in it until then.
 * Safe for use by many threads.
 *
 * @see <a href="https://www.rssboard.org/rss-specification">RSS 2.0</a>
 */
public final class UpdatesFeed {
    private static final DateTimeFormatter RFC_822 =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss Z", Locale.ENGLISH);

    private final GitIndex index;
    private final InstantSource clock;

    /** By the id of a file's content: only what changed is read again. */
    private Map<String, List<Publication>> read = Map.of();

    private @Nullable Written written;

    /** A feed of what is in this index. */
    public UpdatesFeed(GitIndex index, InstantSource clock) {
        this.index = index;
        this.clock = clock;
    }

    private record Written(String head, byte[] content, Validators validators) {}

    /** Answers a request. */
    public void handle(HttpExchange exchange) throws IOException {
        Written feed = written("http://127.0.0.1:" + exchange.getLocalAddress().getPort());
        feed.validators().answer(exchange, "application/rss+xml", feed::content);
    }

    private synchronized Written written(String base) throws IOException {
        Commit head = index.head().orElseThrow();
        Written before = written;
        if (before != null && before.head().equals(head.id())) {
            return before;
        }
        byte[] content = text(base, Publication.recent(all(), clock.instant())).getBytes(UTF_8);
        String etag = '"' + Sha256.ofContent(content).hex().substring(0, 32) + '"';
        Instant time =
                before != null && before.validators().etag().equals(etag)
                        ? before.validators().lastModified()
                        : head.time();
        Written now = new Written(head.id(), content, new Validators(etag, time));
        written = now;
        return now;
    }

    private List<Publication> all() throws IOException {
        Map<String, List<Publication>> current = new HashMap<>();
        List<Publication> all = new ArrayList<>();
        for (Map.Entry<String, String> file : index.blobs().entrySet()) {
            if (IndexPath.isCrateFile(file.getKey())) {
                List<Publication> known = read.get(file.getValue());
                List<Publication> found = known == null ? read(file) : known;
                current.put(file.getValue(), found);
                all.addAll(found);
            }
        }
        read = current;
        return all;
    }

    private List<Publication> read(Map.Entry<String, String> file) throws IOException {
        return IndexFile.of(file.getKey(), index.content(file.getValue())).readableLines().stream()
                .map(Publication::of)
                .toList();
    }

    private static String text(String base, List<Publication> publications) {
        StringBuilder items = new StringBuilder();
        publications.forEach(each -> items.append(item(base, each)));
        return """
               <?xml version="1.0" encoding="utf-8"?>
               <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:crates="https://crates.io/">
                 <channel>
                   <title>crates.io: recent updates</title>
                   <link>%1$s/</link>
                   <description>Recent version publishes on the crates.io package registry</description>
                   <language>en</language>
                   <atom:link href="%1$s/rss/updates.xml" rel="self" type="application/rss+xml"/>
               %2$s  </channel>
               </rss>
               """
                .formatted(base, items);
    }

    /** Names and versions are valid, so that there is nothing to be escaped. */
    private static String item(String base, Publication publication) {
        return """
                   <item>
                     <title>New crate version published: %1$s v%2$s</title>
                     <link>%3$s/crates/%1$s/%2$s</link>
                     <guid>%3$s/crates/%1$s/%2$s</guid>
                     <pubDate>%4$s</pubDate>
                     <crates:name>%1$s</crates:name>
                     <crates:version>%2$s</crates:version>
                   </item>
               """
                .formatted(
                        publication.name(),
                        publication.version(),
                        base,
                        RFC_822.format(publication.time().atOffset(ZoneOffset.UTC)));
    }
}
