package dev.torrentcrates.watcher;

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
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The sources that the settings ask for: the one that is followed, and, where git is, the other one
 * that it is compared with.
 */
record Sources(WatcherConfig config, IndexStore store, Clock clock) {
    /** A file of 4 MB, the largest there is, over a line of 1 Mbit/s. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * The one that is followed; nothing is asked yet.
     *
     * @param names of the crates, for a source that cannot tell them itself
     */
    IndexSource followed(SparseSource.Names names) {
        return switch (config.source()) {
            case GIT -> git();
            case SPARSE -> {
                SparseClient client = client();
                yield new SparseSource(
                        files(client), new UpdatesFeed(client, config.sparse().feed()), names);
            }
        };
    }

    /**
     * Who compares the two; empty where that is not asked for.
     *
     * @param tail which publishes what was missed
     */
    Optional<Reconciler> reconciler(IndexTail tail) {
        if (!config.comparesSources()) {
            return Optional.empty();
        }
        WatcherConfig.Consistency consistency = config.consistency();
        return Optional.of(
                new Reconciler(
                        new ReconcilerSettings(
                                consistency.interval(),
                                consistency.grace(),
                                config.maxDeletions(),
                                clock),
                        store,
                        files(client()),
                        new VisibleIndex(client(), consistency.visibleIndex().orElse(null)),
                        tail));
    }

    private IndexSource git() {
        WatcherConfig.Index index = config.index();
        HeadProbe probe =
                GitHubProbe.address(index.githubApi(), index.url(), index.branch())
                        .map(api -> GitHubProbe.of(api, config.userAgent(), clock))
                        .orElse(HeadProbe.NONE);
        return new GitSource(store, index.url(), index.branch(), probe);
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
}
