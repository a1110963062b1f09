package dev.torrentcrates.watcher.sparse;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.Commit;
import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexPath;
import dev.torrentcrates.watcher.store.IndexState;
import dev.torrentcrates.watcher.store.IndexStore;
import dev.torrentcrates.watcher.store.Published;
import dev.torrentcrates.watcher.store.StoreUpkeep;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of a sparse index as far as they were asked for: their content lies in the store, under
 * a name of its own, so that a file that has not changed costs an answer without a body. For one
 * thread at a time.
 */
public final class SparseFiles implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SparseFiles.class.getName());
    private static final String KEPT = "sparse";

    /** Asked for in one go; at the usual rate they take two seconds. */
    public static final int AT_ONCE = 20;

    /** Names in one sentence. */
    public static final int MAX_NAMED = 10;

    /** What is lost with a crash is asked for again. */
    private static final Duration BETWEEN_WRITES = Duration.ofMinutes(1);

    private final IndexStore store;
    private final SparseClient client;
    private final URI base;
    private final InstantSource clock;
    private final KnownFiles known;
    private final StoreUpkeep upkeep;
    private final Map<String, byte @Nullable []> content = new HashMap<>();
    private final Map<String, KnownFiles.Known> learnt = new HashMap<>();
    private final Map<String, KnownFiles.Known> gone = new HashMap<>();

    /** Of which the store and what is known say the same, as far as it was looked into. */
    private final Set<String> agreed = new HashSet<>();

    private final Map<String, String> listed = new TreeMap<>();
    private String listedTree = IndexState.EMPTY_TREE;
    private Instant newest = Instant.MIN;
    private Instant written = Instant.MIN;

    /**
     * The files of an index.
     *
     * @param base its address, with a slash at the end
     * @param knownFile where ETags are remembered
     */
    public SparseFiles(
            IndexStore store, SparseClient client, URI base, Path knownFile, InstantSource clock) {
        this.store = store;
        this.client = client;
        this.base = base;
        this.clock = clock;
        this.known = KnownFiles.read(knownFile);
        this.upkeep = new StoreUpkeep(store);
    }

    /**
     * A file as it was found.
     *
     * @param lastModified by the server's word; null where it does not say, or has no file
     */
    public record Found(IndexFile file, @Nullable Instant lastModified) {}

    /** The address of the index. */
    public URI base() {
        return base;
    }

    /**
     * Whether what the store has of a crate is what was found when it was asked for. Where the log
     * had to be read, since the store is new or older than it, nothing that was found before
     * counts.
     */
    boolean knows(String canonicalName) throws IOException {
        KnownFiles.Known before = known.find(canonicalName).orElse(null);
        if (before == null || agreed.contains(canonicalName)) {
            return before != null;
        }
        boolean fromLog = store.published().filter(all -> all.upstream() == null).isPresent();
        if (fromLog || !before.digest().equals(digest(store.file(tree(), path(before.form()))))) {
            return false;
        }
        agreed.add(canonicalName);
        return true;
    }

    /** The crates of which something was published, with the names of their files. */
    Map<String, String> published() throws IOException {
        String tree = publishedTree();
        if (!tree.equals(listedTree)) {
            listed.clear();
            for (String path : store.paths(tree)) {
                String form = path.substring(path.lastIndexOf('/') + 1);
                listed.put(CrateName.of(form).canonical(), form);
            }
            listedTree = tree;
        }
        return listed;
    }

    /** A crate that could not be asked for counts as it was: as it was published, if need be. */
    void leave(String canonicalName) throws IOException {
        String form = published().get(canonicalName);
        if (form != null && !knows(canonicalName)) {
            content.put(path(form), store.file(publishedTree(), path(form)).content());
        }
    }

    /**
     * Asks for a crate's file. It enters the store with {@link #keep}.
     *
     * @param likely how its file is probably named, in lower case; others are tried where it is not
     * @throws SparseClient.UnusableAnswerException where the answer is of no use, or no line of the
     *     file can be read: what is known of it stays
     */
    public Found look(String canonicalName, String likely) throws IOException {
        KnownFiles.Known before = known.find(canonicalName).orElse(KnownFiles.Known.absent(likely));
        Set<String> forms = new LinkedHashSet<>();
        forms.add(before.form());
        forms.add(likely);
        forms.addAll(NameForms.of(canonicalName));
        String tree = tree();
        for (String form : forms) {
            String path = path(form);
            IndexFile kept = store.file(tree, path);
            boolean same =
                    form.equals(before.form())
                            && !kept.lines().isEmpty()
                            && before.digest().equals(digest(kept));
            switch (client.get(base.resolve(path), same ? before.validators() : Validators.NONE)) {
                case SparseAnswer.Changed(var bytes, var validators) -> {
                    IndexFile file = checked(path, bytes);
                    if (stands(before.form(), tree)) {
                        content.put(path(before.form()), null);
                    }
                    content.put(path, bytes);
                    return found(canonicalName, form, validators, file);
                }
                case SparseAnswer.NotModified() -> {
                    return found(canonicalName, form, before.validators(), kept);
                }
                case SparseAnswer.Absent() -> {}
            }
        }
        KnownFiles.Known absent = KnownFiles.Known.absent(before.form());
        if (stands(before.form(), tree)) {
            gone.put(canonicalName, absent);
        } else {
            learnt.put(canonicalName, absent);
        }
        return new Found(IndexFile.absent(path(before.form())), null);
    }

    private Found found(String canonicalName, String form, Validators validators, IndexFile file) {
        learnt.put(canonicalName, new KnownFiles.Known(form, validators, digest(file)));
        gone.remove(canonicalName);
        Instant time = validators.modified().orElse(null);
        if (content.containsKey(file.path())) {
            noteTime(time == null ? clock.instant() : time);
        }
        return new Found(file, time);
    }

    private boolean stands(String form, String tree) throws IOException {
        return !store.file(tree, path(form)).lines().isEmpty();
    }

    private static String digest(IndexFile file) {
        return file.lines().isEmpty() ? "" : Sha256.ofContent(file.content()).hex();
    }

    /** Crates whose files are gone and stand in the store still. */
    Set<String> gone() {
        return gone.keySet();
    }

    private void noteTime(Instant time) {
        newest = time.isAfter(newest) ? time : newest;
    }

    /** What becomes of files that are gone. */
    public enum Gone {
        /** They are taken out of the store. */
        LET_GO,
        /** They stand as they were, until they are let go or found again. */
        HELD
    }

    /**
     * Puts what was found into the store.
     *
     * @return the state with it; that of last time where nothing changed
     */
    public IndexState keep(Gone what) throws IOException {
        if (what == Gone.LET_GO && !gone.isEmpty()) {
            gone.values().forEach(file -> content.put(path(file.form()), null));
            learnt.putAll(gone);
            noteTime(clock.instant());
            gone.clear();
        }
        Optional<IndexState> last = store.kept(KEPT);
        String before = last.map(IndexState::tree).orElse(IndexState.EMPTY_TREE);
        String tree = content.isEmpty() ? before : store.write(before, content);
        IndexState state = last.orElse(null);
        if (state == null || !tree.equals(before)) {
            state = store.keep(KEPT, tree, time(state));
            upkeep.tidy();
        }
        known.putAll(learnt);
        agreed.addAll(learnt.keySet());
        drop();
        Instant now = clock.instant();
        if (written.equals(Instant.MIN) || written.plus(BETWEEN_WRITES).isBefore(now)) {
            known.write();
            written = now;
        }
        return state;
    }

    /** Of the newest file; later states are never of an earlier time. Git keeps whole seconds. */
    private Instant time(@Nullable IndexState last) {
        Instant time = newest.equals(Instant.MIN) ? clock.instant() : newest;
        Instant seconds = Instant.ofEpochSecond(time.getEpochSecond());
        return last != null && seconds.isBefore(last.commit().time())
                ? last.commit().time()
                : seconds;
    }

    /** Leaves what was found since the last {@link #keep}: it is asked for again. */
    public void drop() {
        content.clear();
        learnt.clear();
        newest = Instant.MIN;
    }

    /** A state that was kept. */
    Optional<IndexState> recall(Commit commit) throws IOException {
        return store.find(commit.id());
    }

    private String publishedTree() throws IOException {
        return store.published().map(Published::tree).orElse(IndexState.EMPTY_TREE);
    }

    private String tree() throws IOException {
        return store.kept(KEPT).map(IndexState::tree).orElse(IndexState.EMPTY_TREE);
    }

    /** The path of a file by its name, in lower case. */
    public static String path(String form) {
        return IndexPath.prefix(form) + "/" + form;
    }

    /** A page of a server in trouble would delete every version of the crate. */
    private IndexFile checked(String path, byte[] bytes)
            throws SparseClient.UnusableAnswerException {
        IndexFile file = IndexFile.of(path, bytes);
        if (file.readableLines().stream()
                .noneMatch(line -> IndexPath.of(line.name()).equals(path))) {
            throw new SparseClient.UnusableAnswerException(
                    base.resolve(path) + " has no version of that crate");
        }
        return file;
    }

    @Override
    public void close() {
        client.close();
        try {
            known.write();
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "what is known of the sparse index is asked for again: {0}",
                    e.toString());
        }
    }
}
