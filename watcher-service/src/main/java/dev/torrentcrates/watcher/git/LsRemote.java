package dev.torrentcrates.watcher.git;

import dev.torrentcrates.watcher.source.UpstreamException;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;

/** Asks as {@code git ls-remote} does, which every git server answers. */
public record LsRemote(String url, String branch) implements HeadProbe {
    private static final int TIMEOUT_SECONDS = 30;

    @Override
    public boolean isAt(String commit) throws UpstreamException {
        try {
            Ref head =
                    Git.lsRemoteRepository()
                            .setRemote(url)
                            .setHeads(true)
                            .setTimeout(TIMEOUT_SECONDS)
                            .callAsMap()
                            .get("refs/heads/" + branch);
            return head != null && ObjectId.toString(head.getObjectId()).equals(commit);
        } catch (GitAPIException | JGitInternalException e) {
            throw new UpstreamException("cannot ask " + url + " for its branches", e);
        }
    }

    @Override
    public void close() {
        // Each question is a connection of its own.
    }
}
