package dev.torrentcrates.upstream.git;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * Writes a git tree with some of its files changed.
 *
 * <p>Only the folders on the way to a changed file are read and written, so a commit costs the same
 * in an index of ten crates and of two hundred thousand.
 */
final class TreeEdit {
    private final ObjectReader reader;
    private final ObjectInserter inserter;

    TreeEdit(ObjectReader reader, ObjectInserter inserter) {
        this.reader = reader;
        this.inserter = inserter;
    }

    /**
     * Writes the tree.
     *
     * @param tree as it was; empty where there is none
     * @param changes from path to the file's new blob; the zero id removes the file
     * @return the tree as it is then; empty where nothing is left in it
     */
    Optional<ObjectId> write(Optional<ObjectId> tree, Map<String, ObjectId> changes)
            throws IOException {
        SortedMap<String, Entry> entries = read(tree);
        Map<String, Map<String, ObjectId>> byFolder = new TreeMap<>();
        changes.forEach(
                (path, blob) -> {
                    int slash = path.indexOf('/');
                    if (slash < 0) {
                        put(entries, new Entry(path, FileMode.REGULAR_FILE, blob));
                    } else {
                        byFolder.computeIfAbsent(path.substring(0, slash), _ -> new TreeMap<>())
                                .put(path.substring(slash + 1), blob);
                    }
                });
        for (Map.Entry<String, Map<String, ObjectId>> folder : byFolder.entrySet()) {
            String name = folder.getKey();
            Optional<ObjectId> before = Optional.ofNullable(entries.get(name + "/")).map(Entry::id);
            ObjectId after = write(before, folder.getValue()).orElse(ObjectId.zeroId());
            put(entries, new Entry(name, FileMode.TREE, after));
        }
        return entries.isEmpty() ? Optional.empty() : Optional.of(insert(entries));
    }

    private SortedMap<String, Entry> read(Optional<ObjectId> tree) throws IOException {
        SortedMap<String, Entry> entries = new TreeMap<>();
        if (tree.isPresent()) {
            CanonicalTreeParser parser = new CanonicalTreeParser(null, reader, tree.get());
            for (; !parser.eof(); parser.next()) {
                put(
                        entries,
                        new Entry(
                                parser.getEntryPathString(),
                                parser.getEntryFileMode(),
                                parser.getEntryObjectId()));
            }
        }
        return entries;
    }

    private ObjectId insert(SortedMap<String, Entry> entries) throws IOException {
        TreeFormatter formatter = new TreeFormatter();
        entries.values().forEach(e -> formatter.append(e.name(), e.mode(), e.id()));
        return inserter.insert(formatter);
    }

    private static void put(SortedMap<String, Entry> entries, Entry entry) {
        if (entry.id().equals(ObjectId.zeroId())) {
            entries.remove(entry.sortKey());
        } else {
            entries.put(entry.sortKey(), entry);
        }
    }

    private record Entry(String name, FileMode mode, ObjectId id) {
        /** Git sorts a folder as if its name ended in a slash. */
        String sortKey() {
            return mode.equals(FileMode.TREE) ? name + "/" : name;
        }
    }
}
