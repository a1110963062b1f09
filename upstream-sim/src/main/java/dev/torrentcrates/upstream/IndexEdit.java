package dev.torrentcrates.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.crate.Shown;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.index.IndexPath;
import dev.torrentcrates.upstream.download.Release;
import dev.torrentcrates.upstream.git.GitIndex;
import dev.torrentcrates.upstream.sample.SampleCrate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The changes that go into one commit, collected before any of them is made.
 *
 * <p>Used by one thread, inside {@link UpstreamSim#commit}. A method that fails leaves nothing
 * behind, because then nothing is committed.
 */
public final class IndexEdit {
    private final GitIndex index;
    private final Instant time;
    private final SortedMap<String, CrateLines> files = new TreeMap<>();
    private final Map<Release, byte[]> newFiles = new LinkedHashMap<>();
    private final Set<Release> oldFiles = new HashSet<>();

    IndexEdit(GitIndex index, Instant time) {
        this.index = index;
        this.time = time;
    }

    /** Adds a version; its {@code pubtime} is the commit's. */
    public void publish(SampleCrate crate) {
        publish(crate.indexLine(time), crate.content());
    }

    /**
     * Adds a version with a line of the caller's own.
     *
     * @param line kept byte for byte; without a line feed. Its {@code cksum} may well be wrong.
     * @param content of the crate file
     */
    public void publish(String line, byte[] content) {
        Release release = Release.of(IndexLine.parse(line));
        CrateLines lines = lines(release.name());
        if (lines.find(release).isPresent()) {
            throw new IllegalStateException(
                    release + " is in the index already; republish replaces it");
        }
        lines.append(line.getBytes(UTF_8));
        putFile(release, content);
    }

    /** Marks a version as yanked. */
    public void yank(String name, String version) {
        rewrite(name, version, LineEdit::yanked);
    }

    /** Takes back a yank. */
    public void unyank(String name, String version) {
        rewrite(name, version, LineEdit::unyanked);
    }

    /** Removes a version's line and its crate file; the last one takes the index file with it. */
    public void delete(String name, String version) {
        Release release = Release.of(name, version);
        lines(release.name()).remove(release);
        removeFile(release);
    }

    /** Removes a crate: its index file and all its crate files. */
    public void deleteCrate(String name) {
        String path = IndexPath.of(CrateName.of(name));
        CrateLines lines = lines(CrateName.of(name));
        if (lines.content().length == 0) {
            throw new NoSuchElementException(name + " is not in the index; publish it first");
        }
        lines.parsed().forEach(line -> removeFile(Release.of(line)));
        files.put(path, new CrateLines(new byte[0]));
    }

    /** Replaces the line of a version by what is made of it, as crates.io mends old metadata. */
    public void rewrite(String name, String version, UnaryOperator<String> edit) {
        Release release = Release.of(name, version);
        lines(release.name()).rewrite(release, edit);
    }

    /** Gives an existing version other bytes and, in its line, their {@code cksum}. */
    public void republish(String name, String version, byte[] content) {
        rewrite(name, version, line -> LineEdit.withCksum(line, Sha256.ofContent(content)));
        putFile(Release.of(name, version), content);
    }

    /**
     * Appends a line to a file, whatever it says.
     *
     * @param path in the index, such as {@code se/rd/serde}; not that of {@code config.json}
     * @param line without its line feed; need be neither JSON nor UTF-8
     */
    public void appendRawLine(String path, byte[] line) {
        lines(path).append(line);
    }

    /** Puts a whole file of the index in place, byte for byte. */
    void putIndexFile(String path, byte[] content) {
        files.put(path, new CrateLines(content));
    }

    void putFile(Release release, byte[] content) {
        newFiles.put(release, content);
        oldFiles.remove(release);
    }

    /** From path to the new content of each file that was touched. */
    Map<String, byte[]> indexFiles() {
        Map<String, byte[]> contents = new TreeMap<>();
        files.forEach((path, lines) -> contents.put(path, lines.content()));
        return contents;
    }

    Map<Release, byte[]> newFiles() {
        return newFiles;
    }

    Set<Release> oldFiles() {
        return oldFiles;
    }

    private void removeFile(Release release) {
        newFiles.remove(release);
        oldFiles.add(release);
    }

    private CrateLines lines(CrateName name) {
        return lines(IndexPath.of(name));
    }

    private CrateLines lines(String path) {
        if (!IndexPath.isCrateFile(path)) {
            throw new IllegalArgumentException(
                    "not the path of a crate's file: " + Shown.briefly(path));
        }
        return files.computeIfAbsent(path, this::read);
    }

    private CrateLines read(String path) {
        try {
            Optional<String> blob = index.blob(path);
            return new CrateLines(blob.isEmpty() ? new byte[0] : index.content(blob.get()));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + path + " of the index", e);
        }
    }
}
