package dev.torrentcrates.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.torrentcrates.event.Commit;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.upstream.download.CrateDownloads;
import dev.torrentcrates.upstream.download.CrateShelf;
import dev.torrentcrates.upstream.download.DownloadCounts;
import dev.torrentcrates.upstream.download.DownloadFaults;
import dev.torrentcrates.upstream.download.Release;
import dev.torrentcrates.upstream.git.GitHttp;
import dev.torrentcrates.upstream.git.GitIndex;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sparse.SparseIndex;
import dev.torrentcrates.upstream.sparse.UpdatesFeed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A small crates.io in a folder, served on loopback.
 *
 * <pre>{@code
 * try (UpstreamSim sim = UpstreamSim.start(folder)) {
 *     sim.publish(SampleCrates.library("alpha", "1.0.0"));
 *     sim.yank("alpha", "1.0.0");
 *     ... sim.indexUrl() ... sim.sparseUrl() ... sim.feedUrl() ...
 * }
 * }</pre>
 *
 * <p>Each operation is one commit on the branch master and returns it. Safe for use by many
 * threads: commits are made one at a time. A failure of the disk or the network comes as an {@link
 * UncheckedIOException}, a version that is not there as a {@link NoSuchElementException}.
 */
public final class UpstreamSim implements AutoCloseable {
    private final GitIndex index;
    private final Path gitFolder;
    private final IndexView view;
    private final CrateShelf shelf;
    private final IndexCommits commits;
    private final DownloadFaults faults = new DownloadFaults();
    private final DownloadCounts counts = new DownloadCounts();
    private final UpstreamServer server;

    private UpstreamSim(Path folder, int port) throws IOException {
        Files.createDirectories(folder);
        this.gitFolder = folder.resolve("index.git").toAbsolutePath();
        this.index = GitIndex.open(gitFolder);
        this.view = new IndexView(index);
        this.shelf = new CrateShelf(folder.resolve("crates"));
        this.commits = new IndexCommits(index, shelf);
        this.server =
                new UpstreamServer(
                        port,
                        new HttpSide.Handlers(
                                new GitHttp(index),
                                new SparseIndex(index),
                                new UpdatesFeed(index, InstantSource.system()),
                                new CrateDownloads(shelf, faults, counts)));
        commits.configure(server.baseUrl());
    }

    /** Starts on any free port, with what the folder holds from an earlier time. */
    public static UpstreamSim start(Path folder) {
        return start(folder, 0);
    }

    /**
     * Starts, with what the folder holds from an earlier time.
     *
     * @param port on 127.0.0.1; 0 for any that is free
     */
    public static UpstreamSim start(Path folder, int port) {
        try {
            return new UpstreamSim(folder, port);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot start an upstream in " + folder + " on 127.0.0.1:" + port, e);
        }
    }

    /** Such as {@code http://127.0.0.1:4711}, without a slash at the end. */
    public URI baseUrl() {
        return server.baseUrl();
    }

    /** The index for git; without the trailing slash that the sparse protocol wants. */
    public URI indexUrl() {
        return URI.create(baseUrl() + "/index");
    }

    /** The index as cargo's configuration names it: {@code sparse+http://127.0.0.1:4711/index/}. */
    public String sparseUrl() {
        return "sparse+" + indexUrl() + "/";
    }

    /** The feed of new versions: RSS, as {@code https://static.crates.io/rss/updates.xml}. */
    public URI feedUrl() {
        return URI.create(baseUrl() + "/rss/updates.xml");
    }

    /** The bare repository, for those who would rather clone a {@code file://} URL. */
    public Path gitFolder() {
        return gitFolder;
    }

    /** Publishes a new version. */
    public Commit publish(SampleCrate crate) {
        return commit("Update crate `" + crate.name() + "`", edit -> edit.publish(crate));
    }

    /**
     * Publishes a new version with a line of the caller's own.
     *
     * @param line kept byte for byte; its {@code cksum} may well be wrong
     */
    public Commit publish(String line, byte[] content) {
        return commit("Update crate", edit -> edit.publish(line, content));
    }

    /** Publishes many versions in one commit. */
    public Commit publishAll(List<SampleCrate> crates) {
        return commit("Update crates", edit -> crates.forEach(edit::publish));
    }

    /** Yanks a version. */
    public Commit yank(String name, String version) {
        return commit("Yank crate `" + name + "`", edit -> edit.yank(name, version));
    }

    /** Takes back a yank. */
    public Commit unyank(String name, String version) {
        return commit("Unyank crate `" + name + "`", edit -> edit.unyank(name, version));
    }

    /** Deletes a version and its crate file. */
    public Commit delete(String name, String version) {
        return commit("Delete crate `" + name + "`", edit -> edit.delete(name, version));
    }

    /** Deletes a crate, its index file and all its crate files. */
    public Commit deleteCrate(String name) {
        return commit("Delete crate `" + name + "`", edit -> edit.deleteCrate(name));
    }

    /** Changes the line of a version, as crates.io mends old metadata. */
    public Commit rewrite(String name, String version, UnaryOperator<String> line) {
        return commit("Rewrite `" + name + "`", edit -> edit.rewrite(name, version, line));
    }

    /** Gives an existing version other bytes and another {@code cksum}. */
    public Commit republish(String name, String version, byte[] content) {
        return commit("Update `" + name + "`", edit -> edit.republish(name, version, content));
    }

    /** Appends a line that crates.io would never write. */
    public Commit appendRawLine(String path, String line) {
        return commit("Append to " + path, edit -> edit.appendRawLine(path, line.getBytes(UTF_8)));
    }

    /** Commits a folder of real crates, its lines byte for byte. */
    public Commit loadFolder(CorpusFolder corpus) {
        return commit("Load real crates", corpus::addTo);
    }

    /**
     * Makes any number of changes in one commit, as crates.io's bulk jobs do. Where they change
     * nothing, it is a commit with the tree of its parent.
     */
    public Commit commit(String message, Consumer<IndexEdit> changes) {
        return commits.commit(message, changes);
    }

    /**
     * Makes master one commit without a parent, with the same tree; the old head stays on a branch
     * {@code snapshot-YYYY-MM-DD}.
     */
    public Commit squash() {
        return commits.squash();
    }

    /**
     * Squashes, and takes away all that was before, snapshots too: whoever asks for an old commit
     * is told that it is {@code not our ref}.
     */
    public Commit squashAndForget() {
        return commits.squashAndForget();
    }

    /** The newest commit of master. */
    public Commit head() {
        return view.head();
    }

    /** The crates' files in the newest commit, by path; {@code config.json} is not among them. */
    public SortedMap<String, String> files() {
        return view.crateTexts();
    }

    /** All lines that can be read, in the order of their paths; bad ones are left out. */
    public List<IndexLine> lines() {
        return view.lines();
    }

    /** The line of a version as it stands now, without its line feed. */
    public String line(String name, String version) {
        Release release = Release.of(name, version);
        return view.line(release).orElseThrow(() -> absent(release)).json();
    }

    /** The content of a crate file as it is served now, faults apart. */
    public byte[] crateFile(String name, String version) {
        Release release = Release.of(name, version);
        try {
            return shelf.read(release).orElseThrow(() -> absent(release));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the crate file of " + release, e);
        }
    }

    /** Where downloads are made to fail. */
    public DownloadFaults faults() {
        return faults;
    }

    /** How often crate files were asked for and given out since the start. */
    public DownloadCounts downloads() {
        return counts;
    }

    /** The whole server goes away: connections are cut, new ones refused. */
    public void goAway() {
        server.goAway();
    }

    /** The server is there again, at the address that it had. */
    public void comeBack() {
        server.comeBack();
    }

    @Override
    public void close() {
        server.close();
        index.close();
    }

    private static NoSuchElementException absent(Release release) {
        return new NoSuchElementException(release + " is not published");
    }
}
