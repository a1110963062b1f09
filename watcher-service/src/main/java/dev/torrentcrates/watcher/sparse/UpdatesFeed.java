package dev.torrentcrates.watcher.sparse;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.watcher.source.UpstreamException;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/**
 * A registry's feed of new versions. It knows no yanks and no deletions. For one thread at a time.
 */
public final class UpdatesFeed {
    private final SparseClient client;
    private final URI address;
    private Validators validators = Validators.NONE;
    private Set<FeedReader.Item> last = Set.of();

    /**
     * A feed; nothing is asked yet.
     *
     * @param address of an RSS document
     */
    public UpdatesFeed(SparseClient client, URI address) {
        this.client = client;
        this.address = address;
    }

    /**
     * The crates of which a version is in the feed that was not in it last time. Each is told once:
     * what is not looked into is for the caller to remember.
     *
     * @throws UpstreamException where there is no feed, or it cannot be read
     */
    Set<CrateName> news() throws IOException {
        return switch (client.get(address, validators)) {
            case SparseAnswer.NotModified() -> Set.of();
            case SparseAnswer.Absent() -> throw new UpstreamException(address + " is not there");
            case SparseAnswer.Changed(var content, var now) -> {
                Set<FeedReader.Item> items = read(content);
                Set<FeedReader.Item> unseen = new HashSet<>(items);
                unseen.removeAll(last);
                last = items;
                validators = now;
                yield unseen.stream().map(FeedReader.Item::name).collect(Collectors.toSet());
            }
        };
    }

    private Set<FeedReader.Item> read(byte[] content) throws UpstreamException {
        try {
            return FeedReader.read(content);
        } catch (XMLStreamException e) {
            throw new UpstreamException(address + " is no feed", e);
        }
    }
}
