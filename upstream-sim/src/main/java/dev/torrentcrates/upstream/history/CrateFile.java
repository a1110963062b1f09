package dev.torrentcrates.upstream.history;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.index.IndexPath;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of a crate at some moment of a history; empty where there is none.
 *
 * @param name as the crate is spelled, or was last
 * @param entries in the order of the file
 */
record CrateFile(String name, List<Entry> entries) {
    CrateFile {
        entries = List.copyOf(entries);
    }

    String path() {
        return IndexPath.of(CrateName.of(name));
    }

    byte[] content() {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            content.writeBytes(entry.bytes());
            content.write('\n');
        }
        return content.toByteArray();
    }

    /** Whether a line is, or was, about this version. */
    boolean has(String version) {
        return entries.stream()
                .anyMatch(each -> !each.isLitter() && each.line().version().equals(version));
    }

    CrateFile withEntries(List<Entry> others) {
        return new CrateFile(name, others);
    }

    CrateFile plus(Entry entry) {
        List<Entry> more = new ArrayList<>(entries);
        more.add(entry);
        return withEntries(more);
    }

    CrateFile minus(Entry entry) {
        return withEntries(entries.stream().filter(each -> !each.equals(entry)).toList());
    }

    CrateFile replacing(Entry entry, Entry other) {
        return withEntries(
                entries.stream().map(each -> each.equals(entry) ? other : each).toList());
    }

    /** With every line whole that can be. */
    CrateFile mended() {
        return withEntries(
                entries.stream()
                        .map(each -> each.isBroken() ? each.as(Entry.Shape.WHOLE) : each)
                        .toList());
    }
}
