package dev.torrentcrates.watcher.git;

import dev.torrentcrates.event.Commit;
import dev.torrentcrates.watcher.source.IndexSource;
import dev.torrentcrates.watcher.source.UpstreamException;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.api.FetchCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;

/** A git index. Its history is fetched from where the store begins, and never before that. */
public final class GitSource implements IndexSource {
    private static final String FETCHED = "refs/watcher/fetched";
    private static final String RECALLED = "refs/watcher/recalled";

    /** Of silence; upstream's answer to a first fetch takes a while to be packed. */
    private static final int TIMEOUT_SECONDS = 60;

    private final IndexStore store;
    private final String url;
    private final String branch;
    private final HeadProbe probe;
    private final StoreUpkeep upkeep;

    /**
     * @param url whatever git can fetch from: {@code https:}, {@code http:}, {@code file:}
     * @param probe which tells cheaply where the branch is
     */
    public GitSource(IndexStore store, String url, String branch, HeadProbe probe) {
        this(store, url, branch, probe, new StoreUpkeep(store));
    }

    GitSource(IndexStore store, String url, String branch, HeadProbe probe, StoreUpkeep upkeep) {
        this.store = store;
        this.url = url;
        this.branch = branch;
        this.probe = probe;
        this.upkeep = upkeep;
    }

    @Override
    public String describe() {
        return "git " + url + " " + branch;
    }

    @Override
    public IndexState fetch() throws IOException {
        Optional<IndexState> last = store.state(FETCHED);
        if (last.isPresent() && probe.isAt(last.get().commit().id())) {
            return last.get();
        }
        // States are compared, so nobody needs what was before the first.
        fetch("refs/heads/" + branch + ":" + FETCHED, !hasHistory());
        upkeep.tidy();
        return store.state(FETCHED)
                .orElseThrow(() -> new UpstreamException(url + " has no branch " + branch));
    }

    @Override
    public Optional<IndexState> recall(Commit commit) throws IOException {
        Optional<IndexState> here = store.find(commit.id());
        if (here.isPresent()) {
            return here;
        }
        try {
            fetch(commit.id() + ":" + RECALLED, !hasHistory());
        } catch (UpstreamException e) {
            // Servers refuse in many words. If this one answers at all, it does not have it.
            probe.ask();
            return Optional.empty();
        }
        return store.state(RECALLED);
    }

    private boolean hasHistory() throws IOException {
        return store.state(FETCHED).isPresent() || store.state(RECALLED).isPresent();
    }

    private void fetch(String refs, boolean onlyThat) throws UpstreamException {
        try (Git git = new Git(store.repository())) {
            FetchCommand fetch =
                    git.fetch()
                            .setRemote(url)
                            .setRefSpecs(new RefSpec("+" + refs))
                            .setTagOpt(TagOpt.NO_TAGS)
                            .setTimeout(TIMEOUT_SECONDS);
            if (onlyThat) {
                fetch.setDepth(1);
            }
            fetch.call();
        } catch (GitAPIException | JGitInternalException e) {
            throw new UpstreamException("cannot fetch " + branch + " of " + url, e);
        }
    }

    @Override
    public void close() {
        probe.close();
    }
}
