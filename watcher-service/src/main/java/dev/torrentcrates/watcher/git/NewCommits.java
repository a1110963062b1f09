package dev.torrentcrates.watcher.git;

import java.io.IOException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Commits that were fetched just now. */
final class NewCommits {
    private NewCommits() {}

    /**
     * Makes sure that everything is there that they changed.
     *
     * @param known a commit of which that is known
     * @throws MissingObjectException where something is not
     */
    static void check(Repository repository, ObjectId known, ObjectId head) throws IOException {
        try (RevWalk walk = new RevWalk(repository);
                TreeWalk trees = new TreeWalk(walk.getObjectReader())) {
            RevCommit before = walk.parseCommit(known);
            walk.markUninteresting(before);
            walk.markStart(walk.parseCommit(head));
            for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
                // After a squash nearly all is as it was before it.
                RevCommit parent = commit.getParentCount() == 0 ? before : commit.getParent(0);
                walk.parseHeaders(parent);
                trees.reset(parent.getTree(), commit.getTree());
                check(trees);
            }
        }
    }

    private static void check(TreeWalk trees) throws IOException {
        ObjectReader reader = trees.getObjectReader();
        trees.setRecursive(true);
        trees.setFilter(TreeFilter.ANY_DIFF);
        while (trees.next()) {
            if (trees.getFileMode(1).getObjectType() == Constants.OBJ_BLOB
                    && !reader.has(trees.getObjectId(1))) {
                throw new MissingObjectException(trees.getObjectId(1), Constants.TYPE_BLOB);
            }
        }
    }
}
