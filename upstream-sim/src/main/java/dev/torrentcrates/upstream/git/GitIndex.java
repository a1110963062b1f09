package dev.torrentcrates.upstream.git;

import dev.torrentcrates.event.Commit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * A bare git repository that holds an index on the branch {@code master}.
 *
 * <p>Any thread may read at any time and sees the newest commit; only one at a time may write.
 */
public final class GitIndex implements AutoCloseable {
    private static final String MASTER = Constants.R_HEADS + Constants.MASTER;
    private static final Set<RefUpdate.Result> UPDATED =
            EnumSet.of(
                    RefUpdate.Result.NEW, RefUpdate.Result.FAST_FORWARD, RefUpdate.Result.FORCED);

    /** Files' times are coarse, and the clock may be a little behind the disk's. */
    private static final Duration FORGOTTEN_AHEAD = Duration.ofMinutes(1);

    private final Repository repository;

    private GitIndex(Repository repository) {
        this.repository = repository;
    }

    /** Opens the repository in a folder, and creates it where there is none. */
    public static GitIndex open(Path folder) throws IOException {
        Repository repository =
                new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
        if (!repository.getObjectDatabase().exists()) {
            repository.create(true);
            // Whatever the machine's owner has chosen for init.defaultBranch.
            repository.updateRef(Constants.HEAD).link(MASTER);
            StoredConfig config = repository.getConfig();
            config.setBoolean("uploadpack", null, "allowFilter", true);
            // Nobody else writes here: what is to be forgotten can go at once.
            config.setString("gc", null, "prunePackExpire", "now");
            config.save();
        }
        return new GitIndex(repository);
    }

    /** The newest commit of master, if there is one. */
    public Optional<Commit> head() throws IOException {
        ObjectId id = master();
        if (id == null) {
            return Optional.empty();
        }
        RevCommit commit = repository.parseCommit(id);
        return Optional.of(new Commit(id.name(), Instant.ofEpochSecond(commit.getCommitTime())));
    }

    /** The id of a file's content, 40 hex digits; empty where there is no such file. */
    public Optional<String> blob(String path) throws IOException {
        Optional<ObjectId> tree = tree();
        if (tree.isEmpty() || path.isEmpty()) {
            return Optional.empty();
        }
        try (TreeWalk walk = TreeWalk.forPath(repository, path, tree.get())) {
            return walk == null || walk.isSubtree()
                    ? Optional.empty()
                    : Optional.of(walk.getObjectId(0).name());
        }
    }

    /** The content that {@link #blob} named. */
    public byte[] content(String blob) throws IOException {
        return repository.open(ObjectId.fromString(blob), Constants.OBJ_BLOB).getBytes();
    }

    /** Every file in the newest commit, by path. */
    public SortedMap<String, byte[]> files() throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (Map.Entry<String, String> blob : blobs().entrySet()) {
            files.put(blob.getKey(), content(blob.getValue()));
        }
        return files;
    }

    /** The id of the content of every file in the newest commit, by path. */
    public SortedMap<String, String> blobs() throws IOException {
        SortedMap<String, String> blobs = new TreeMap<>();
        Optional<ObjectId> tree = tree();
        if (tree.isPresent()) {
            try (TreeWalk walk = new TreeWalk(repository)) {
                walk.addTree(tree.get());
                walk.setRecursive(true);
                while (walk.next()) {
                    blobs.put(walk.getPathString(), walk.getObjectId(0).name());
                }
            }
        }
        return blobs;
    }

    /** When a file came to be as it is, as far as history goes back; empty where it never was. */
    public Optional<Instant> lastChange(String path) throws IOException {
        ObjectId head = master();
        if (head == null || path.isEmpty()) {
            return Optional.empty();
        }
        try (RevWalk walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(head));
            walk.setTreeFilter(AndTreeFilter.create(PathFilter.create(path), TreeFilter.ANY_DIFF));
            RevCommit commit = walk.next();
            return Optional.ofNullable(commit)
                    .map(found -> Instant.ofEpochSecond(found.getCommitTime()));
        }
    }

    /**
     * Commits new content for some files to master.
     *
     * @param files from path to the whole new content; a file that would be empty is removed
     */
    public Commit commit(Map<String, byte[]> files, String message, Instant time)
            throws IOException {
        ObjectId head = master();
        try (ObjectReader reader = repository.newObjectReader();
                ObjectInserter inserter = repository.newObjectInserter()) {
            Map<String, ObjectId> blobs = new HashMap<>();
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                byte[] content = file.getValue();
                blobs.put(
                        file.getKey(),
                        content.length == 0
                                ? ObjectId.zeroId()
                                : inserter.insert(Constants.OBJ_BLOB, content));
            }
            ObjectId tree =
                    new TreeEdit(reader, inserter)
                            .write(tree(), blobs)
                            .orElseThrow(() -> new IOException("an index cannot become empty"));
            CommitBuilder commit = newCommit(tree, message, time);
            if (head != null) {
                commit.setParentId(head);
            }
            return moveMaster(inserter, commit, time);
        }
    }

    /**
     * Makes master one commit without a parent that has the same tree, as crates.io does now and
     * then.
     *
     * @param snapshot the branch on which the old head is kept; a number is added where it exists
     */
    public Commit squash(String snapshot, Instant time) throws IOException {
        ObjectId head = master();
        if (head == null) {
            throw new IOException("there is no commit to squash");
        }
        RefUpdate kept = repository.updateRef(Constants.R_HEADS + unused(snapshot));
        kept.setNewObjectId(head);
        check(kept, kept.update());
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId tree = repository.parseCommit(head).getTree().getId();
            return moveMaster(
                    inserter, newCommit(tree, "Collapse index into one commit", time), time);
        }
    }

    /** Takes all away that master does not need: other branches, commits that were squashed. */
    public void forget() throws IOException {
        for (Ref ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS)) {
            if (!ref.getName().equals(MASTER)) {
                RefUpdate update = repository.updateRef(ref.getName());
                update.setForceUpdate(true);
                RefUpdate.Result result = update.delete();
                if (result != RefUpdate.Result.FORCED) {
                    throw new IOException("could not delete " + ref.getName() + ": " + result);
                }
            }
        }
        try (Git git = new Git(repository)) {
            // What was written in this second is old enough.
            git.gc().setExpire(Instant.now().plus(FORGOTTEN_AHEAD)).call();
        } catch (GitAPIException e) {
            throw new IOException("could not forget old commits", e);
        }
    }

    /** Makes an earlier commit the newest, as a forced push does. */
    public void force(String commit) throws IOException {
        RefUpdate update = repository.updateRef(MASTER);
        update.setNewObjectId(ObjectId.fromString(commit));
        check(update, update.forceUpdate());
    }

    /** For {@link GitHttp}; the type stays in this package. */
    Repository repository() {
        return repository;
    }

    @Override
    public void close() {
        repository.close();
    }

    private @Nullable ObjectId master() throws IOException {
        Ref ref = repository.exactRef(MASTER);
        return ref == null ? null : ref.getObjectId();
    }

    private Optional<ObjectId> tree() throws IOException {
        ObjectId head = master();
        return head == null
                ? Optional.empty()
                : Optional.of(repository.parseCommit(head).getTree().getId());
    }

    private String unused(String branch) throws IOException {
        String name = branch;
        for (int number = 2; repository.exactRef(Constants.R_HEADS + name) != null; number++) {
            name = branch + "-" + number;
        }
        return name;
    }

    private Commit moveMaster(ObjectInserter inserter, CommitBuilder commit, Instant time)
            throws IOException {
        ObjectId id = inserter.insert(commit);
        inserter.flush();
        RefUpdate update = repository.updateRef(MASTER);
        update.setNewObjectId(id);
        check(update, update.forceUpdate());
        return new Commit(id.name(), time);
    }

    private static void check(RefUpdate update, RefUpdate.Result result) throws IOException {
        if (!UPDATED.contains(result)) {
            throw new IOException("could not move " + update.getName() + ": " + result);
        }
    }

    private static CommitBuilder newCommit(ObjectId tree, String message, Instant time) {
        PersonIdent author =
                new PersonIdent("upstream-sim", "upstream-sim@localhost", time, ZoneOffset.UTC);
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setAuthor(author);
        commit.setCommitter(author);
        commit.setMessage(message);
        return commit;
    }
}
