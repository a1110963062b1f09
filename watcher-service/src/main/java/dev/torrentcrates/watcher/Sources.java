package dev.torrentcrates.watcher;

import dev.torrentcrates.watcher.consistency.ConsistencyReport;
import dev.torrentcrates.watcher.consistency.Reconciler;
import dev.torrentcrates.watcher.consistency.ReconcilerSettings;
import dev.torrentcrates.watcher.consistency.VisibleIndex;
import dev.torrentcrates.watcher.git.GitHubProbe;
import dev.torrentcrates.watcher.git.GitSource;
import dev.torrentcrates.watcher.git.HeadProbe;
import dev.torrentcrates.watcher.source.IndexSource;
import dev.torrentcrates.watcher.sparse.SparseClient;
import dev.torrentcrates.watcher.sparse.SparseFiles;
import dev.torrentcrates.watcher.sparse.SparseSource;
import dev.torrentcrates.watcher.sparse.UpdatesFeed;
import dev.torrentcrates.watcher.store.IndexStore;
import dev.torrentcrates.watcher.tail.IndexTail;
import dev.torrentcrates.watcher.watch.Selection;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The sources that the settings ask for: the one that is followed, and, where git is, the other one
 * that it is compared with. For the thread that looks; {@link #report()} for any.
 */
final class Sources implements UpstreamWatch.Followed, AutoCloseable {
    /** For a whole file; the largest are some MB. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final WatcherConfig config;
    private final IndexStore store;
    private final Clock clock;
    private final IndexSource followed;
    private Selection selection = Selection.EVERYTHING;
    private @Nullable Reconciler reconciler;

    private Sources(WatcherConfig config, IndexStore store, Clock clock) {
        this.config = config;
        this.store = store;
        this.clock = clock;
        this.followed =
                switch (config.source()) {
                    case GIT -> git();
                    case SPARSE -> sparse();
                };
    }

    /** The sources; nothing is asked yet. */
    static Sources of(WatcherConfig config, IndexStore store, Clock clock) {
        return new Sources(config, store, clock);
    }

    /** The one that is followed. */
    IndexSource followed() {
        return followed;
    }

    /**
     * Compares from now on, where that is asked for.
     *
     * @param tail which publishes what was missed
     */
    void compareFor(IndexTail tail) {
        WatcherConfig.Consistency consistency = config.consistency();
        if (!config.comparesSources()) {
            return;
        }
        if (!config.include().canBeListed()) {
            throw new IllegalArgumentException(
                    "watcher.consistency.enabled needs crates that can be listed: set"
                            + " watcher.include without patterns");
        }
        reconciler =
                new Reconciler(
                        new ReconcilerSettings(
                                consistency.interval(),
                                consistency.grace(),
                                config.maxDeletions(),
                                clock),
                        store,
                        files(client()),
                        new VisibleIndex(client(), consistency.visibleIndex().orElse(null)),
                        tail);
    }

    /** What they say differently. */
    ConsistencyReport report() {
        return reconciler == null ? ConsistencyReport.OFF : reconciler.report();
    }

    @Override
    public void begins(Selection now) {
        selection = now;
    }

    @Override
    public void ended(Selection now) throws IOException {
        if (reconciler != null) {
            reconciler.step(now);
        }
    }

    private IndexSource git() {
        WatcherConfig.Index index = config.index();
        HeadProbe probe =
                GitHubProbe.address(index.githubApi(), index.url(), index.branch())
                        .map(api -> GitHubProbe.of(api, config.userAgent(), clock))
                        .orElse(HeadProbe.NONE);
        return new GitSource(store, index.url(), index.branch(), probe);
    }

    private IndexSource sparse() {
        SparseClient client = client();
        return new SparseSource(
                files(client), new UpdatesFeed(client, config.sparse().feed()), this::names);
    }

    private Set<String> names() throws IOException {
        SortedSet<String> names =
                selection
                        .names()
                        .orElseThrow(
                                () ->
                                        new IOException(
                                                "watcher.source=sparse follows crates that can be"
                                                        + " listed: set watcher.include without"
                                                        + " patterns, or watcher.source=git"));
        return names;
    }

    private SparseFiles files(SparseClient client) {
        return new SparseFiles(
                store,
                client,
                config.sparse().url(),
                config.dataFolder().resolve("sparse-files.txt"),
                clock);
    }

    private SparseClient client() {
        return new SparseClient(
                config.userAgent(), config.sparse().requestsPerSecond(), PATIENCE, clock);
    }

    @Override
    public void close() {
        followed.close();
        if (reconciler != null) {
            reconciler.close();
        }
    }
}
