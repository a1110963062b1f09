package dev.torrentcrates.watcher.store;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/**
 * A tree with some files changed. Only the folders on the way to them are written anew, so one file
 * among 200,000 costs three small objects.
 */
final class TreeEdit implements AutoCloseable {
    private static final int MOST_LOOSE_FILES = 500;
    private static final ObjectId EMPTY = ObjectId.fromString(IndexState.EMPTY_TREE);

    private final ObjectInserter inserter;
    private final ObjectReader reader;
    private final ObjectId before;
    private final Folder root = new Folder();

    /**
     * @param files about how many will be put; many go into one pack, since a file for each object
     *     would take minutes
     */
    TreeEdit(Repository repository, String before, int files) {
        this.inserter =
                files > MOST_LOOSE_FILES
                                && repository.getObjectDatabase() instanceof ObjectDirectory folder
                        ? folder.newPackInserter()
                        : repository.newObjectInserter();
        this.reader = repository.newObjectReader();
        this.before = ObjectId.fromString(before);
    }

    /** A folder that changes: what becomes of its entries, null where one goes. */
    private static final class Folder {
        private final Map<String, @Nullable ObjectId> files = new TreeMap<>();
        private final Map<String, Folder> folders = new TreeMap<>();
    }

    /**
     * @param mode with the bits of git's trees
     */
    private record Entry(FileMode mode, ObjectId id) {}

    /** Puts content in a file's place; null takes the file away. */
    void put(String path, byte @Nullable [] content) throws IOException {
        put(path, content == null ? null : inserter.insert(Constants.OBJ_BLOB, content));
    }

    /** Puts a blob that is already there in a file's place; null takes the file away. */
    void put(String path, @Nullable ObjectId blob) {
        Folder folder = root;
        int start = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
            folder =
                    folder.folders.computeIfAbsent(path.substring(start, slash), _ -> new Folder());
            start = slash + 1;
        }
        folder.files.put(path.substring(start), blob);
    }

    /** Writes what is new of it. */
    String write() throws IOException {
        ObjectId after = write(root, before);
        inserter.flush();
        return after.name();
    }

    private ObjectId write(Folder edit, ObjectId tree) throws IOException {
        // As git sorts them: a folder's name as if it ended in a slash.
        Map<String, Entry> entries = read(tree);
        edit.files.forEach(
                (name, blob) -> {
                    entries.remove(name);
                    if (blob != null) {
                        entries.remove(name + "/");
                        entries.put(name, new Entry(FileMode.REGULAR_FILE, blob));
                    }
                });
        for (Map.Entry<String, Folder> folder : edit.folders.entrySet()) {
            String key = folder.getKey() + "/";
            Entry old = entries.remove(key);
            ObjectId after = write(folder.getValue(), old == null ? EMPTY : old.id());
            if (!after.equals(EMPTY)) {
                entries.remove(folder.getKey());
                entries.put(key, new Entry(FileMode.TREE, after));
            }
        }
        TreeFormatter formatter = new TreeFormatter();
        entries.forEach(
                (key, entry) ->
                        formatter.append(
                                key.endsWith("/") ? key.substring(0, key.length() - 1) : key,
                                entry.mode(),
                                entry.id()));
        return inserter.insert(formatter);
    }

    private Map<String, Entry> read(ObjectId tree) throws IOException {
        Map<String, Entry> entries = new TreeMap<>();
        if (tree.equals(EMPTY)) {
            return entries;
        }
        CanonicalTreeParser parser = new CanonicalTreeParser(null, reader, tree);
        while (!parser.eof()) {
            FileMode mode = parser.getEntryFileMode();
            String name = parser.getEntryPathString();
            entries.put(
                    mode.equals(FileMode.TREE) ? name + "/" : name,
                    new Entry(mode, parser.getEntryObjectId()));
            parser.next();
        }
        return entries;
    }

    @Override
    public void close() {
        inserter.close();
        reader.close();
    }
}
