package dev.torrentcrates.watcher.store;

import dev.torrentcrates.event.Commit;
import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexPath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * States of an index, in a bare git repository: those that a source fetched, and, under a ref that
 * keeps its objects, the one that was published. Upstream's history may be squashed or forced at
 * any time; what was published can still be compared with whatever it becomes.
 *
 * <p>For one thread at a time.
 */
public final class IndexStore implements AutoCloseable {
    /** Whatever is kept has a ref below this. */
    public static final String REFS = "refs/watcher/";

    private static final String PUBLISHED = REFS + "log";
    private static final String PUBLISHING = REFS + "publishing";

    /** crates.io's largest file has 4 MB. */
    static final int MAX_FILE_BYTES = 256 * 1024 * 1024;

    private final StoreFolder folder;
    private final Repository repository;

    private IndexStore(StoreFolder folder) {
        this.folder = folder;
        this.repository = folder.repository();
    }

    /**
     * Opens the store in a folder, or makes an empty one.
     *
     * @param origin of the index; a store belongs to one
     * @throws IOException where the disk fails, another process is at work there, or the store is
     *     of another upstream: compared with that one, every crate would be deleted
     */
    public static IndexStore open(Path folder, String origin) throws IOException {
        IndexStore store = new IndexStore(StoreFolder.open(folder, origin));
        try {
            store.published();
            return store;
        } catch (IOException e) {
            boolean damaged = store.noteDamage(e);
            store.close();
            if (!damaged) {
                throw e;
            }
            return new IndexStore(StoreFolder.open(folder, origin));
        }
    }

    /**
     * Takes note of a failure that is the store's own: something is missing or damaged that it had.
     * With the next start it is made anew.
     *
     * @param failure of something that was done with the store, not of upstream
     * @return false where it is not
     */
    public boolean noteDamage(IOException failure) throws IOException {
        return folder.noteDamage(failure);
    }

    /** What the event log holds; empty in a new store. */
    public Optional<Published> published() throws IOException {
        Ref ref = repository.exactRef(PUBLISHED);
        if (ref == null) {
            return Optional.empty();
        }
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(ref.getObjectId());
            IndexState upstream =
                    commit.getParentCount() == 0
                            ? null
                            : state(walk.parseCommit(commit.getParent(0)));
            return Optional.of(
                    new Published(upstream, commit.getTree().name(), commit.getFullMessage()));
        }
    }

    /** Remembers that all of this is on the log, so that nothing is under way any more. */
    public void markPublished(Published published) throws IOException {
        IndexState upstream = published.upstream();
        Instant time = upstream == null ? Instant.EPOCH : upstream.commit().time();
        List<String> parents = upstream == null ? List.of() : List.of(upstream.commit().id());
        move(
                PUBLISHED,
                OwnCommit.write(repository, published.tree(), parents, published.scope(), time));
        delete(PUBLISHING);
    }

    /** Forgets what was published: all of it is to be published again. */
    public void forgetPublished() throws IOException {
        delete(PUBLISHED);
        delete(PUBLISHING);
    }

    /** The state whose publication was begun and has not come to its end. */
    public Optional<IndexState> publishing() throws IOException {
        return state(PUBLISHING);
    }

    /** Remembers that what leads to this state is about to be published. */
    public void markPublishing(IndexState state) throws IOException {
        move(PUBLISHING, ObjectId.fromString(state.commit().id()));
    }

    /** Forgets that a publication was begun: nothing of it has happened. */
    public void forgetPublishing() throws IOException {
        delete(PUBLISHING);
    }

    /**
     * The states that lead from one to a later one, that one included.
     *
     * @return empty where the later does not descend from the earlier by its first parents, or is
     *     too far ahead
     */
    public List<IndexState> steps(IndexState from, IndexState to, int most) throws IOException {
        List<IndexState> steps = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(ObjectId.fromString(to.commit().id()));
            while (!commit.name().equals(from.commit().id())) {
                if (steps.size() == most || commit.getParentCount() == 0) {
                    return List.of();
                }
                steps.add(state(commit));
                commit = walk.parseCommit(commit.getParent(0));
            }
        }
        return steps.reversed();
    }

    /**
     * What differs between a published tree and a later one.
     *
     * @param published the tree that the log holds
     * @param base of the later tree: files that are the same in both are passed over; the published
     *     tree itself where every file is to be looked at
     * @param watched whether a file that is not in the published tree may come into it, by its path
     */
    public TreeStep step(String published, String base, String next, Predicate<String> watched) {
        return new TreeStep(repository, new TreeStep.Trees(published, base, next), watched);
    }

    /** The file of a crate in a tree; absent where there is none. */
    public IndexFile file(String tree, String path) throws IOException {
        if (tree.equals(IndexState.EMPTY_TREE)) {
            return IndexFile.absent(path);
        }
        try (TreeWalk walk = TreeWalk.forPath(repository, path, ObjectId.fromString(tree))) {
            if (walk == null || !TreeStep.isFile(walk.getRawMode(0))) {
                return IndexFile.absent(path);
            }
            return IndexFile.of(
                    path,
                    repository
                            .open(walk.getObjectId(0), Constants.OBJ_BLOB)
                            .getCachedBytes(MAX_FILE_BYTES));
        }
    }

    /** The paths of all crates' files in a tree, in order. */
    public List<String> paths(String tree) throws IOException {
        List<String> paths = new ArrayList<>();
        if (tree.equals(IndexState.EMPTY_TREE)) {
            return paths;
        }
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(ObjectId.fromString(tree));
            walk.setRecursive(true);
            while (walk.next()) {
                if (TreeStep.isFile(walk.getRawMode(0))
                        && IndexPath.isCrateFile(walk.getPathString())) {
                    paths.add(walk.getPathString());
                }
            }
        }
        return paths;
    }

    /**
     * Writes a tree.
     *
     * @param files to be put there, by their paths; null takes one away
     * @return the tree with these and all other files of the one before
     */
    public String write(String before, Map<String, byte @Nullable []> files) throws IOException {
        try (TreeEdit edit = new TreeEdit(repository, before, files.size())) {
            for (Map.Entry<String, byte @Nullable []> file : files.entrySet()) {
                edit.put(file.getKey(), file.getValue());
            }
            return edit.write();
        }
    }

    /** Makes a state of a tree that no commit of upstream has, and keeps it under a name. */
    public IndexState keep(String name, String tree, Instant time) throws IOException {
        List<String> parents = kept(name).map(state -> state.commit().id()).stream().toList();
        ObjectId commit = OwnCommit.write(repository, tree, parents, name, time);
        move(REFS + name, commit);
        return new IndexState(new Commit(commit.name(), time), tree);
    }

    /** The state that was kept under a name. */
    public Optional<IndexState> kept(String name) throws IOException {
        return state(REFS + name);
    }

    /** A state by the id of its commit; empty where the store has none. */
    public Optional<IndexState> find(String commit) throws IOException {
        ObjectId id = ObjectId.fromString(commit);
        if (!repository.getObjectDatabase().has(id)) {
            return Optional.empty();
        }
        try (RevWalk walk = new RevWalk(repository)) {
            return Optional.of(state(walk.parseCommit(id)));
        }
    }

    @Override
    public void close() {
        folder.close();
    }

    /** The repository itself, for who fetches into it. */
    public Repository repository() {
        return repository;
    }

    /** The state at which a ref stands; empty where there is no such ref. */
    public Optional<IndexState> state(String ref) throws IOException {
        Ref found = repository.exactRef(ref);
        ObjectId commit = found == null ? null : found.getObjectId();
        return commit == null ? Optional.empty() : find(commit.name());
    }

    private static IndexState state(RevCommit commit) {
        return new IndexState(
                new Commit(commit.name(), Instant.ofEpochSecond(commit.getCommitTime())),
                commit.getTree().name());
    }

    private void delete(String ref) throws IOException {
        RefUpdate update = repository.updateRef(ref);
        update.setForceUpdate(true);
        require(update.delete(), "delete " + ref);
    }

    /** Makes a ref stand at a commit, wherever it stood. */
    public void move(String ref, ObjectId commit) throws IOException {
        RefUpdate update = repository.updateRef(ref);
        update.setNewObjectId(commit);
        update.setForceUpdate(true);
        require(update.update(), "move " + ref);
    }

    private static void require(RefUpdate.Result result, String what) throws IOException {
        switch (result) {
            case NEW, FAST_FORWARD, FORCED, NO_CHANGE -> {}
            default -> throw new IOException("cannot " + what + ": " + result);
        }
    }
}
