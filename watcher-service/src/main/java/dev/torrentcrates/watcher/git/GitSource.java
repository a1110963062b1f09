package dev.torrentcrates.watcher.git;

import dev.torrentcrates.event.Commit;
import dev.torrentcrates.watcher.source.IndexSource;
import dev.torrentcrates.watcher.source.UpstreamException;
import dev.torrentcrates.watcher.store.IndexState;
import dev.torrentcrates.watcher.store.IndexStore;
import dev.torrentcrates.watcher.store.StoreUpkeep;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** A git index. Its history is fetched from where the store begins, and never before that. */
public final class GitSource implements IndexSource {
    private static final String FETCHED = IndexStore.REFS + "fetched";
    private static final String RECALLED = IndexStore.REFS + "recalled";

    /**
     * Servers refuse a commit that they do not have in many words, and some cut the connection. One
     * that answers a question after each of so many refusals does not have it.
     */
    private static final int RECALLS = 3;

    private final IndexStore store;
    private final GitRemote remote;
    private final String branch;
    private final HeadProbe probe;
    private final StoreUpkeep upkeep;

    /**
     * A source; nothing is asked yet.
     *
     * @param url whatever git can fetch from: {@code https:}, {@code http:}, {@code file:}
     * @param probe which may tell that the branch has not moved, without git
     */
    public GitSource(IndexStore store, String url, String branch, HeadProbe probe) {
        this(store, url, branch, probe, new StoreUpkeep(store));
    }

    GitSource(IndexStore store, String url, String branch, HeadProbe probe, StoreUpkeep upkeep) {
        this.store = store;
        this.remote = new GitRemote(store, url);
        this.branch = branch;
        this.probe = probe;
        this.upkeep = upkeep;
    }

    @Override
    public String describe() {
        return "git " + remote.url() + " " + branch;
    }

    @Override
    public IndexState fetch() throws IOException {
        Optional<IndexState> last = store.state(FETCHED);
        if (last.isEmpty()) {
            remote.fetch(Constants.R_HEADS + branch + ":" + FETCHED, depth());
            return store.state(FETCHED).orElseThrow(this::noBranch);
        }
        String known = last.get().commit().id();
        if (probe.isSurelyAt(known)) {
            return last.get();
        }
        ObjectId head =
                remote.follow(branch, FETCHED, ObjectId.fromString(known))
                        .orElseThrow(this::noBranch);
        if (head.name().equals(known)) {
            return last.get();
        }
        upkeep.tidy();
        return store.find(head.name()).orElseThrow();
    }

    private UpstreamException noBranch() {
        return new UpstreamException(remote.url() + " has no branch " + branch);
    }

    @Override
    public Optional<IndexState> recall(Commit commit) throws IOException {
        Optional<IndexState> here = store.find(commit.id());
        if (here.isPresent()) {
            return here;
        }
        for (int attempt = 0; attempt < RECALLS; attempt++) {
            try {
                remote.fetch(commit.id(), depth());
                store.move(RECALLED, ObjectId.fromString(commit.id()));
                return store.state(RECALLED);
            } catch (UpstreamException e) {
                var _ = remote.head(branch); // Or nobody knows whether it has the commit.
            }
        }
        return Optional.empty();
    }

    /** States are compared, so nobody needs what was before the first. */
    private GitRemote.Depth depth() throws IOException {
        return store.state(FETCHED).isPresent() || store.state(RECALLED).isPresent()
                ? GitRemote.Depth.SINCE_KNOWN
                : GitRemote.Depth.ALONE;
    }

    @Override
    public void close() {
        probe.close();
    }
}
