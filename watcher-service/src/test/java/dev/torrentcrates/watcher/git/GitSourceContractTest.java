package dev.torrentcrates.watcher.git;

import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.watcher.source.IndexSource;
import dev.torrentcrates.watcher.source.IndexSourceContract;
import dev.torrentcrates.watcher.store.IndexStore;
import java.nio.file.Path;

class GitSourceContractTest extends IndexSourceContract {
    @Override
    protected IndexSource source(IndexStore store, UpstreamSim upstream, Path scratch) {
        String url = upstream.indexUrl().toString();
        return new GitSource(store, url, "master", HeadProbe.NONE);
    }
}
