package dev.torrentcrates.cargotorrent.index;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The index files that were asked for last, in memory, so that a file that is the same as before is
 * neither read nor merged again. Thread-safe.
 */
final class RecentFiles {
    /** A large program's index files are some 20 MB; the daemon's heap is 192 MB. */
    static final long MAX_BYTES = 32L << 20;

    private final long maxBytes;
    private final Map<String, CrateFileView> views = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    RecentFiles(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    synchronized @Nullable CrateFileView get(String path) {
        return views.get(path);
    }

    synchronized void put(String path, CrateFileView view) {
        remove(path);
        views.put(path, view);
        bytes += view.weight();
        Iterator<CrateFileView> oldest = views.values().iterator();
        while (bytes > maxBytes && oldest.hasNext()) {
            bytes -= oldest.next().weight();
            oldest.remove();
        }
    }

    synchronized void remove(String path) {
        CrateFileView removed = views.remove(path);
        if (removed != null) {
            bytes -= removed.weight();
        }
    }
}
