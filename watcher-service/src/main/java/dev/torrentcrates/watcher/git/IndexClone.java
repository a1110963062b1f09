package dev.torrentcrates.watcher.git;

import dev.torrentcrates.event.Commit;
import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * A bare clone of a git index, and refs in it that say how far it was published. They also keep the
 * objects of those states, so that they can be compared with whatever upstream becomes: its history
 * may be squashed or forced at any time.
 *
 * <p>For one thread at a time.
 */
public final class IndexClone implements AutoCloseable {
    private static final String FETCHED = "refs/watcher/fetched";
    private static final String PUBLISHING = "refs/watcher/publishing";
    private static final String PUBLISHED = "refs/watcher/published";

    /** Of silence; upstream's answer to a first fetch takes a while to be packed. */
    private static final int TIMEOUT_SECONDS = 60;

    /** crates.io's largest file has 4 MB. */
    private static final int MAX_FILE_BYTES = 256 * 1024 * 1024;

    /** Each fetch adds a pack; with thousands of them every look-up gets slow. */
    private static final int MAX_PACKS = 50;

    private final Repository repository;
    private final String url;
    private final String branch;

    private IndexClone(Repository repository, String url, String branch) {
        this.repository = repository;
        this.url = url;
        this.branch = branch;
    }

    /**
     * Opens the clone in a folder, or makes an empty one.
     *
     * @throws IOException where the disk fails, or the clone is of another upstream: compared with
     *     that one, every crate would be deleted
     */
    public static IndexClone open(Path folder, String url, String branch) throws IOException {
        Files.createDirectories(folder);
        Repository repository =
                new FileRepositoryBuilder().setBare().setGitDir(folder.toFile()).build();
        StoredConfig config = repository.getConfig();
        if (!repository.getObjectDatabase().exists()) {
            repository.create(true);
            config.setString("remote", "origin", "url", url);
            // Nobody else reads this clone, so packs that were put together can go at once.
            config.setString("gc", null, "prunePackExpire", "now");
            config.setString("gc", null, "pruneExpire", "now");
            config.save();
        }
        String known = config.getString("remote", "origin", "url");
        if (!url.equals(known)) {
            repository.close();
            throw new IOException(
                    ("%s is a clone of %s, not of %s: use another folder; or, where the same index"
                                    + " has moved, git -C %s config remote.origin.url %s")
                            .formatted(folder, known, url, folder, url));
        }
        return new IndexClone(repository, url, branch);
    }

    /** Who is told of a file that differs. */
    public interface Difference {
        /** A crate's file as it was and as it is, either of which may be absent. */
        void found(IndexFile before, IndexFile after) throws IOException;
    }

    /**
     * Fetches the newest state of the branch.
     *
     * @throws IOException where upstream does not answer, or has no such branch
     */
    public IndexState fetch() throws IOException {
        try (Git git = new Git(repository)) {
            boolean first = repository.exactRef(FETCHED) == null;
            var fetch =
                    git.fetch()
                            .setRemote(url)
                            .setRefSpecs(new RefSpec("+refs/heads/" + branch + ":" + FETCHED))
                            .setTagOpt(TagOpt.NO_TAGS)
                            .setTimeout(TIMEOUT_SECONDS);
            if (first) {
                // States are compared, so nobody needs what was before the first.
                fetch.setDepth(1);
            }
            fetch.call();
            if (packs() > MAX_PACKS) {
                git.gc().call();
            }
        } catch (GitAPIException | JGitInternalException e) {
            throw new IOException("cannot fetch " + branch + " of " + url, e);
        }
        return state(FETCHED).orElseThrow(() -> new IOException(url + " has no branch " + branch));
    }

    /** The state that was last {@linkplain #markPublished marked}; empty in a new clone. */
    public Optional<IndexState> published() throws IOException {
        return state(PUBLISHED);
    }

    /** The state whose publication was begun last, and may not have come to its end. */
    public Optional<IndexState> publishing() throws IOException {
        return state(PUBLISHING);
    }

    /** Remembers that what leads to this state is about to be published. */
    public void markPublishing(IndexState state) throws IOException {
        move(PUBLISHING, state);
    }

    /** Remembers that everything up to this state was published. */
    public void markPublished(IndexState state) throws IOException {
        move(PUBLISHED, state);
    }

    /**
     * Tells of every crate's file that differs between two states, in the order of their paths.
     *
     * @param before empty for the index without any file
     */
    public void compare(Optional<IndexState> before, IndexState after, Difference difference)
            throws IOException {
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk walk = new TreeWalk(reader)) {
            if (before.isPresent()) {
                walk.addTree(ObjectId.fromString(before.get().tree()));
            } else {
                walk.addTree(new EmptyTreeIterator());
            }
            walk.addTree(ObjectId.fromString(after.tree()));
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next()) {
                if (IndexPath.isCrateFile(walk.getPathString())) {
                    difference.found(file(walk, 0, reader), file(walk, 1, reader));
                }
            }
        }
    }

    @Override
    public void close() {
        repository.close();
    }

    private void move(String ref, IndexState state) throws IOException {
        RefUpdate update = repository.updateRef(ref);
        update.setNewObjectId(ObjectId.fromString(state.commit().id()));
        update.setForceUpdate(true);
        RefUpdate.Result result = update.update();
        switch (result) {
            case NEW, FAST_FORWARD, FORCED, NO_CHANGE -> {}
            default -> throw new IOException("cannot move " + ref + ": " + result);
        }
    }

    private long packs() throws IOException {
        Path folder = repository.getDirectory().toPath().resolve("objects/pack");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".pack")).count();
        }
    }

    private static IndexFile file(TreeWalk walk, int side, ObjectReader reader) throws IOException {
        String path = walk.getPathString();
        if ((walk.getRawMode(side) & FileMode.TYPE_MASK) != FileMode.TYPE_FILE) {
            return IndexFile.absent(path);
        }
        ObjectId blob = walk.getObjectId(side);
        return IndexFile.of(
                path, reader.open(blob, Constants.OBJ_BLOB).getCachedBytes(MAX_FILE_BYTES));
    }

    private Optional<IndexState> state(String name) throws IOException {
        Ref ref = repository.exactRef(name);
        if (ref == null) {
            return Optional.empty();
        }
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(ref.getObjectId());
            return Optional.of(
                    new IndexState(
                            new Commit(
                                    commit.name(), Instant.ofEpochSecond(commit.getCommitTime())),
                            commit.getTree().name()));
        }
    }
}
