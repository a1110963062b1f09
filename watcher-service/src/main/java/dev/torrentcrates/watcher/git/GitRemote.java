package dev.torrentcrates.watcher.git;

import dev.torrentcrates.watcher.source.UpstreamException;
import dev.torrentcrates.watcher.store.IndexStore;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PackLock;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/**
 * Upstream's repository, as seen from the store's. One connection both asks where the branch is and
 * fetches what is new.
 *
 * @param url whatever git can fetch from
 */
record GitRemote(IndexStore store, String url) {
    /** Of silence; upstream's answer to a first fetch takes a while to be packed. */
    private static final int TIMEOUT_SECONDS = 60;

    /**
     * Serves a repository of this machine in a fraction of JGit's time. It may belong to another
     * user: nothing of it is run, and the operator named it.
     */
    private static final String UPLOAD_PACK = "exec git -c 'safe.directory=*' upload-pack";

    /** JGit tells it in nothing but the system's words. */
    private static final String NO_ROOM = "No space left on device";

    private static final boolean GIT_IS_INSTALLED = isInstalled();

    /** What a single commit brings along. */
    enum Depth {
        /** Nothing of its history. */
        ALONE,
        /** All the history that the store does not have. */
        SINCE_KNOWN
    }

    /**
     * Brings a ref's, or a commit's, objects into the store, every one of which is checked to be
     * there.
     *
     * @param what a ref of upstream and the store's that will stand there, {@code refs/heads/a:b};
     *     or the id of a commit, for which no ref is made
     * @throws UpstreamException where upstream does not give it
     * @throws IOException where there is no room for it
     */
    void fetch(String what, Depth depth) throws IOException {
        try (Transport transport = open()) {
            if (depth == Depth.ALONE) {
                transport.setDepth(1);
            }
            transport.fetch(NullProgressMonitor.INSTANCE, List.of(new RefSpec("+" + what)));
        } catch (IOException | URISyntaxException e) {
            throw failed(what, e);
        }
    }

    /** Asks where a branch is; empty where there is none. */
    Optional<ObjectId> head(String branch) throws IOException {
        try (Transport transport = open();
                FetchConnection connection = transport.openFetch()) {
            return head(connection, branch);
        } catch (IOException | URISyntaxException e) {
            throw failed(branch, e);
        }
    }

    /**
     * Brings a branch's new commits into the store, where it is elsewhere than it was. Only those
     * are looked through: to check again what was there before takes longer than all the rest.
     *
     * @param name of the store's ref that stands where the branch was
     * @throws UpstreamException where upstream fails, or sends less than it should; the ref has not
     *     moved then
     */
    Optional<ObjectId> follow(String branch, String name, ObjectId known) throws IOException {
        try (Transport transport = open();
                FetchConnection connection = transport.openFetch()) {
            Optional<ObjectId> head = head(connection, branch);
            if (head.isPresent() && !head.get().equals(known)) {
                Ref wanted = connection.getRef(Constants.R_HEADS + branch);
                connection.fetch(NullProgressMonitor.INSTANCE, Set.of(wanted), Set.of(known));
                try {
                    NewCommits.check(store.repository(), known, head.get());
                    store.move(name, head.get());
                } finally {
                    for (PackLock lock : connection.getPackLocks()) {
                        lock.unlock();
                    }
                }
            }
            return head;
        } catch (MissingObjectException e) {
            throw new UpstreamException(url + " does not send all of its objects", e);
        } catch (IOException | URISyntaxException e) {
            throw failed(branch, e);
        }
    }

    private static Optional<ObjectId> head(FetchConnection connection, String branch) {
        return Optional.ofNullable(connection.getRef(Constants.R_HEADS + branch))
                .map(Ref::getObjectId);
    }

    private Transport open() throws IOException, URISyntaxException {
        Transport transport = Transport.open(store.repository(), new URIish(url));
        transport.setTimeout(TIMEOUT_SECONDS);
        transport.setTagOpt(TagOpt.NO_TAGS);
        if (GIT_IS_INSTALLED && !transport.getURI().isRemote()) {
            transport.setOptionUploadPack(UPLOAD_PACK);
        }
        return transport;
    }

    private IOException failed(String what, Exception failure) {
        String words =
                "cannot fetch " + Repository.shortenRefName(what.split(":", 2)[0]) + " of " + url;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains(NO_ROOM)) {
                return new IOException(words, failure); // It is not upstream that is to blame.
            }
        }
        return new UpstreamException(words, failure);
    }

    private static boolean isInstalled() {
        try {
            new ProcessBuilder("git", "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
