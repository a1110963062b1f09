package dev.torrentcrates.watcher.store;

import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexPath;
import dev.torrentcrates.index.IndexStep;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * One step of the published tree: who visits it is shown each file that differs, says what is
 * published of it from then on, and may then write the tree that follows.
 */
public final class TreeStep {
    private static final int PUBLISHED = 0;
    private static final int BASE = 1;
    private static final int NEXT = 2;

    private final Repository repository;
    private final Trees trees;
    private final Predicate<String> watched;
    private final List<Edit> edits = new ArrayList<>();

    /** Paths that may not come into the tree; filled by whoever reads ahead, read at the end. */
    private final List<String> leftOut = new ArrayList<>();

    TreeStep(Repository repository, Trees trees, Predicate<String> watched) {
        this.repository = repository;
        this.trees = trees;
        this.watched = watched;
    }

    /** The ids of the trees; see {@link IndexStore#step}. */
    record Trees(String published, String base, String next) {}

    /**
     * What is published of a file afterwards.
     *
     * @param blob its next state, null where it is absent
     * @param rest what is published of that; null where all of it is
     */
    private record Edit(String path, @Nullable ObjectId blob, @Nullable IndexFile rest) {}

    /** What follows from a file that differs. Pure: files are decided on while others are told. */
    public interface Decision {
        /** Of a crate's file as it is published and as it is now; either may be absent. */
        IndexStep decide(IndexFile published, IndexFile next);
    }

    /** Who is told what follows, in the order of the files' paths. */
    public interface Visitor {
        /** One file, by its path. */
        void visit(String path, IndexStep step) throws IOException;
    }

    /** Goes through every file that differs. May be called again, and then starts anew. */
    public void visit(Decision decision, Visitor visitor) throws IOException {
        edits.clear();
        leftOut.clear();
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk walk = new TreeWalk(reader);
                FileReading reading = new FileReading(repository, decision)) {
            add(walk, trees.published());
            add(walk, trees.base());
            add(walk, trees.next());
            walk.setRecursive(true);
            walk.setFilter(new NextDiffers());
            reading.begin(() -> nextChange(walk));
            for (var decided = reading.next(); decided != null; decided = reading.next()) {
                String path = decided.change().path();
                visitor.visit(path, decided.step());
                edits.add(new Edit(path, decided.change().next(), decided.step().rest()));
            }
        }
    }

    /** Writes the published tree that follows from the last visit. */
    public String write() throws IOException {
        List<Edit> partial = edits.stream().filter(edit -> edit.rest() != null).toList();
        // Where all was published that there was, the next tree is nearly what is wanted.
        if (trees.published().equals(trees.base())
                && partial.size() + leftOut.size() <= edits.size()) {
            return write(trees.next(), partial, leftOut);
        }
        return write(trees.published(), edits, List.of());
    }

    private String write(String start, List<Edit> changed, List<String> taken) throws IOException {
        int files = changed.size() + taken.size();
        if (files == 0) {
            return start;
        }
        try (TreeEdit tree = new TreeEdit(repository, start, files)) {
            for (String path : taken) {
                tree.put(path, (ObjectId) null);
            }
            for (Edit edit : changed) {
                IndexFile rest = edit.rest();
                if (rest == null) {
                    tree.put(edit.path(), edit.blob());
                } else {
                    tree.put(edit.path(), rest.lines().isEmpty() ? null : rest.content());
                }
            }
            return tree.write();
        }
    }

    static boolean isFile(int mode) {
        return (mode & FileMode.TYPE_MASK) == FileMode.TYPE_FILE;
    }

    private FileReading.@Nullable Change nextChange(TreeWalk walk) throws IOException {
        while (walk.next()) {
            String path = walk.getPathString();
            if (!IndexPath.isCrateFile(path)) {
                continue;
            }
            ObjectId published = blob(walk, PUBLISHED);
            if (published != null || watched.test(path)) {
                return new FileReading.Change(path, published, blob(walk, NEXT));
            }
            leftOut.add(path);
        }
        return null;
    }

    private static @Nullable ObjectId blob(TreeWalk walk, int side) {
        return isFile(walk.getRawMode(side)) ? walk.getObjectId(side) : null;
    }

    private static void add(TreeWalk walk, String tree) throws IOException {
        if (tree.equals(IndexState.EMPTY_TREE)) {
            walk.addTree(new EmptyTreeIterator());
        } else {
            walk.addTree(ObjectId.fromString(tree));
        }
    }

    /** What is the same in the base and in the next tree has nothing to say. */
    private static final class NextDiffers extends TreeFilter {
        @Override
        public boolean include(TreeWalk walk) {
            return walk.getRawMode(BASE) != walk.getRawMode(NEXT) || !walk.idEqual(BASE, NEXT);
        }

        @Override
        public boolean shouldBeRecursive() {
            return false;
        }

        @Override
        public TreeFilter clone() {
            return this;
        }
    }
}
