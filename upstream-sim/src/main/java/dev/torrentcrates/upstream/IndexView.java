package dev.torrentcrates.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.torrentcrates.event.Commit;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.index.IndexPath;
import dev.torrentcrates.upstream.download.Release;
import dev.torrentcrates.upstream.git.GitIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The newest commit of the index, as tests want to look at it. */
final class IndexView {
    private final GitIndex index;

    IndexView(GitIndex index) {
        this.index = index;
    }

    Commit head() {
        try {
            return index.head().orElseThrow();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    SortedMap<String, byte[]> crateFiles() {
        try {
            SortedMap<String, byte[]> files = index.files();
            files.keySet().removeIf(path -> !IndexPath.isCrateFile(path));
            return files;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    SortedMap<String, String> crateTexts() {
        SortedMap<String, String> texts = new TreeMap<>();
        crateFiles().forEach((path, content) -> texts.put(path, new String(content, UTF_8)));
        return texts;
    }

    List<IndexLine> lines() {
        List<IndexLine> lines = new ArrayList<>();
        crateFiles().values().forEach(content -> lines.addAll(new CrateLines(content).parsed()));
        return lines;
    }

    Optional<IndexLine> line(Release release) {
        try {
            Optional<String> blob = index.blob(IndexPath.of(release.name()));
            return blob.isEmpty()
                    ? Optional.empty()
                    : new CrateLines(index.content(blob.get())).find(release);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static UncheckedIOException unreadable(IOException cause) {
        return new UncheckedIOException("cannot read the index", cause);
    }
}
