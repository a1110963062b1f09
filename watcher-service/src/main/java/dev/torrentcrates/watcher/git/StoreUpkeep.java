package dev.torrentcrates.watcher.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectDatabase;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Keeps a store from growing for ever: every fetch adds a pack, and a commit of which nobody will
 * ask again. Now and then history before the published state is let go, and packs are put together.
 */
final class StoreUpkeep {
    /** With thousands of them every look-up gets slow; crates.io gives one a minute. */
    private static final int MAX_PACKS = 200;

    /** For the whole of crates.io it takes half a minute. */
    private static final long PATIENCE_MINUTES = 30;

    private final IndexStore store;
    private final int maxPacks;

    StoreUpkeep(IndexStore store) {
        this(store, MAX_PACKS);
    }

    StoreUpkeep(IndexStore store, int maxPacks) {
        this.store = store;
        this.maxPacks = maxPacks;
    }

    void tidy() throws IOException {
        if (packs() <= maxPacks) {
            return;
        }
        startHistoryAtPublished();
        if (!gitCollects()) {
            try (Git git = new Git(store.repository())) {
                git.gc().call();
            } catch (GitAPIException e) {
                throw new IOException("cannot put the packs of the index together", e);
            }
        }
    }

    private void startHistoryAtPublished() throws IOException {
        ObjectDatabase objects = store.repository().getObjectDatabase();
        Set<ObjectId> starts = new HashSet<>();
        for (ObjectId start : objects.getShallowCommits()) {
            if (objects.has(start)) {
                starts.add(start);
            }
        }
        Optional<Published> published = store.published();
        if (published.isPresent() && published.get().upstream() instanceof IndexState upstream) {
            starts.add(ObjectId.fromString(upstream.commit().id()));
        }
        objects.setShallowCommits(starts);
    }

    /** Git is several times faster at it, and keeps what is packed well. */
    private boolean gitCollects() throws IOException {
        File folder = store.repository().getDirectory();
        ProcessBuilder collect =
                new ProcessBuilder("git", "--git-dir=" + folder, "gc", "--quiet", "--prune=now");
        collect.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Process process;
        try {
            process = collect.start();
        } catch (IOException e) {
            return false; // not installed
        }
        try {
            return process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while packs were put together", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private long packs() throws IOException {
        Path folder = store.repository().getDirectory().toPath().resolve("objects/pack");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".pack")).count();
        }
    }
}
