package dev.torrentcrates.watcher.consistency;

import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.watcher.source.UpstreamException;
import dev.torrentcrates.watcher.sparse.SparseAnswer;
import dev.torrentcrates.watcher.sparse.SparseClient;
import dev.torrentcrates.watcher.sparse.Validators;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The index that our own pipeline shows, where there is one to ask. While it fails it is left alone
 * until the next round: it is not what is to be mended here. For one thread at a time.
 */
public final class VisibleIndex implements AutoCloseable {
    /** After so many answers of no use in a round it is not asked again; one file holds up none. */
    private static final int MOST_UNUSABLE = 10;

    private final SparseClient client;
    private final @Nullable URI base;
    private @Nullable String trouble;
    private int unusable;

    /**
     * An index.
     *
     * @param base its address, with a slash at the end; null where there is none
     */
    public VisibleIndex(SparseClient client, @Nullable URI base) {
        this.client = client;
        this.base = base;
    }

    void begin() {
        trouble = null;
        unusable = 0;
    }

    /** A file of it; empty where nobody knows. */
    Optional<IndexFile> look(String path) throws IOException {
        if (base == null || trouble != null) {
            return Optional.empty();
        }
        try {
            return switch (client.get(base.resolve(path), Validators.NONE)) {
                case SparseAnswer.Changed(var content, _) ->
                        Optional.of(IndexFile.of(path, content));
                case SparseAnswer.Absent() -> Optional.of(IndexFile.absent(path));
                case SparseAnswer.NotModified() -> Optional.empty();
            };
        } catch (SparseClient.UnusableAnswerException e) {
            unusable++;
            if (unusable == MOST_UNUSABLE) {
                trouble = e.getMessage();
            }
            return Optional.empty();
        } catch (UpstreamException e) {
            trouble = e.getMessage();
            return Optional.empty();
        }
    }

    String describe() {
        return base == null ? "not asked" : trouble == null ? base.toString() : trouble;
    }

    @Override
    public void close() {
        client.close();
    }
}
