package dev.torrentcrates.upstream.history;

import dev.torrentcrates.upstream.CorpusFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A part of the real history of crates.io's index, up to its squash, where this machine has it: a
 * repository whose branch {@code master} is moved along it.
 *
 * @param folder the bare repository's
 * @param commits from the oldest to the last before the squash
 */
public record RealHistory(Path folder, List<String> commits) {
    /** Why a test that needs it is left out. */
    public static final String ABSENT =
            "no real history here; " + CorpusFolder.VARIABLE + " may name a folder with one";

    /** What the branch holds in the end. */
    public static final String END = "refs/corpus/master";

    /**
     * Unpacks it.
     *
     * @param folder made for it
     */
    public static Optional<RealHistory> unpack(Path folder) throws IOException {
        Optional<Path> bundle =
                CorpusFolder.find()
                        .map(corpus -> corpus.folder().resolve("history/index-history.bundle"))
                        .filter(Files::exists);
        if (bundle.isEmpty()) {
            return Optional.empty();
        }
        Files.createDirectories(folder);
        GitProgram git = GitProgram.in(folder);
        git.run("init", "--quiet", "--bare");
        git.run(
                "fetch",
                "--quiet",
                bundle.get().toAbsolutePath().toString(),
                "+refs/heads/*:refs/corpus/*");
        String commits = git.run("rev-list", "--reverse", "refs/corpus/snapshot-2025-09-07");
        return Optional.of(new RealHistory(folder, commits.lines().toList()));
    }

    /** The branch stands at this commit from now on. */
    public void moveTo(String commit) throws IOException {
        GitProgram.in(folder).run("update-ref", "refs/heads/master", commit);
    }

    /** The commit that the squash left, with no parent. */
    public String squashed() throws IOException {
        return GitProgram.in(folder).run("rev-parse", "refs/corpus/squashed").strip();
    }
}
