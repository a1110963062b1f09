package dev.torrentcrates.watcher.store;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectDatabase;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Keeps a store from growing for ever: every fetch adds a pack, everything else that is written a
 * file or some, and a commit of which nobody will ask again. Now and then history before the
 * published state is let go, and all that is left is put into one pack. For one thread at a time.
 */
public final class StoreUpkeep {
    /** With thousands of them every look-up gets slow; crates.io gives one a minute. */
    private static final int MAX_PACKS = 200;

    /**
     * In one of 256 folders, over which they are spread evenly: some 7,000, as git itself bears.
     */
    private static final int MAX_FILES_OF_A_FOLDER = 27;

    private static final String ANY_OF_256 = "17";

    /** For the whole of crates.io it takes half a minute. */
    private static final long PATIENCE_MINUTES = 30;

    private final IndexStore store;
    private final int maxPacks;
    private final int maxFilesOfAFolder;

    /** The upkeep of a store, as it is good for one of crates.io. */
    public StoreUpkeep(IndexStore store) {
        this(store, MAX_PACKS, MAX_FILES_OF_A_FOLDER);
    }

    /**
     * The upkeep of a store.
     *
     * @param maxPacks that it may have
     * @param maxFilesOfAFolder that one of its 256 folders of single objects may have
     */
    public StoreUpkeep(IndexStore store, int maxPacks, int maxFilesOfAFolder) {
        this.store = store;
        this.maxPacks = maxPacks;
        this.maxFilesOfAFolder = maxFilesOfAFolder;
    }

    /** Tidies up where it is time for it, which may take a minute. */
    public void tidy() throws IOException {
        Path objects = store.repository().getDirectory().toPath().resolve("objects");
        if (count(objects.resolve("pack"), ".pack") <= maxPacks
                && count(objects.resolve(ANY_OF_256), "") <= maxFilesOfAFolder) {
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
        // Of what is kept beside that, such as the other source's files, only the newest is asked.
        starts.addAll(notFrom(starts));
        objects.setShallowCommits(starts);
    }

    /** The commits under a name that do not descend from any of these. */
    private List<ObjectId> notFrom(Set<ObjectId> starts) throws IOException {
        List<ObjectId> others = new ArrayList<>();
        try (RevWalk walk = new RevWalk(store.repository())) {
            for (Ref ref : store.repository().getRefDatabase().getRefs()) {
                RevCommit newest = walk.parseCommit(ref.getObjectId());
                boolean descends = false;
                for (ObjectId start : starts) {
                    descends |= walk.isMergedInto(walk.parseCommit(start), newest);
                }
                if (!descends) {
                    others.add(newest.copy());
                }
            }
        }
        return others;
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

    private static long count(Path folder, String end) throws IOException {
        if (!Files.exists(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).count();
        }
    }
}
