package dev.torrentcrates.watcher.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;

/** A commit that only the store has: what keeps a tree, and says what it is. */
final class OwnCommit {
    private OwnCommit() {}

    /** Writes one; what it is made of alone decides its id. */
    static ObjectId write(
            Repository repository, String tree, List<String> parents, String message, Instant time)
            throws IOException {
        PersonIdent watcher = new PersonIdent("watcher", "", time, ZoneOffset.UTC);
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(ObjectId.fromString(tree));
        commit.setParentIds(parents.stream().map(ObjectId::fromString).toList());
        commit.setAuthor(watcher);
        commit.setCommitter(watcher);
        commit.setMessage(message);
        commit.setEncoding(UTF_8);
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            if (tree.equals(IndexState.EMPTY_TREE)) {
                inserter.insert(Constants.OBJ_TREE, new byte[0]);
            }
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }
}
