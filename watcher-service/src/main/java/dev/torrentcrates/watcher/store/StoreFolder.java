package dev.torrentcrates.watcher.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a store. It is made whole or not at all, is of one process at a time, and is rid at
 * the start of what one left that was killed: git's lock files would stop every later one.
 *
 * @param owner holds the folder until it is closed, or the process has ended
 */
record StoreFolder(Repository repository, FileChannel owner) implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StoreFolder.class.getName());

    /** A file that says that the store lacks something. */
    private static final String DAMAGED = "watcher.damaged";

    /** Opens the folder of a store, or makes one; see {@link IndexStore#open}. */
    static StoreFolder open(Path folder, String origin) throws IOException {
        if (Files.exists(folder.resolve(DAMAGED))) {
            setAside(folder);
        }
        if (!Files.exists(folder.resolve("objects"))) {
            make(folder, origin);
        }
        Repository repository = bare(folder);
        try {
            requireOrigin(folder, origin, repository.getConfig());
            FileChannel owner = own(folder);
            cleanUp(folder);
            return new StoreFolder(repository, owner);
        } catch (IOException e) {
            repository.close();
            throw e;
        }
    }

    @Override
    public void close() {
        repository.close();
        try {
            owner.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot leave the store's folder", e);
        }
    }

    /** See {@link IndexStore#noteDamage}. The folder is kept, for whoever wants to know. */
    boolean noteDamage(IOException failure) throws IOException {
        boolean own = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            own |=
                    cause instanceof MissingObjectException
                            || cause instanceof CorruptObjectException
                            || cause instanceof EOFException;
        }
        Path mark = repository.getDirectory().toPath().resolve(DAMAGED);
        if (own && !Files.exists(mark)) {
            Files.createFile(mark);
        }
        return own;
    }

    private static void setAside(Path folder) throws IOException {
        Path aside = folder.resolveSibling(folder.getFileName() + ".damaged");
        if (Files.exists(aside)) {
            delete(aside, _ -> true);
        }
        Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
        LOG.log(
                System.Logger.Level.WARNING,
                "the store was damaged and is made anew; the damaged one is in {0}, and not needed",
                aside);
    }

    private static Repository bare(Path folder) throws IOException {
        return new FileRepositoryBuilder().setBare().setGitDir(folder.toFile()).build();
    }

    private static void make(Path folder, String origin) throws IOException {
        Path half = folder.resolveSibling(folder.getFileName() + ".new");
        if (Files.exists(half)) {
            delete(half, _ -> true);
        }
        Files.createDirectories(half);
        try (Repository repository = bare(half)) {
            repository.create(true);
            StoredConfig config = repository.getConfig();
            config.setString("remote", "origin", "url", origin);
            // Nobody else reads this store, so packs that were put together can go at once.
            config.setString("gc", null, "prunePackExpire", "now");
            config.setString("gc", null, "pruneExpire", "now");
            // Or the power that goes leaves empty files of what was said to be written.
            config.setBoolean("core", null, "fsyncObjectFiles", true);
            config.setBoolean("core", null, "fsyncRefFiles", true);
            config.save();
        }
        Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void requireOrigin(Path folder, String origin, StoredConfig config)
            throws IOException {
        String known = config.getString("remote", "origin", "url");
        if (!origin.equals(known)) {
            throw new IOException(
                    ("%s holds the index of %s, not of %s: use another folder; or, where the same index"
                                    + " has moved, git -C %s config remote.origin.url %s")
                            .formatted(folder, known, origin, folder, origin));
        }
    }

    private static FileChannel own(Path folder) throws IOException {
        FileChannel owner =
                FileChannel.open(
                        folder.resolve("watcher.owner"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        if (lock(owner) == null) {
            owner.close();
            throw new IOException(
                    "another watcher is at work in " + folder + ": stop it, or use another folder");
        }
        return owner;
    }

    private static @Nullable FileLock lock(FileChannel owner) throws IOException {
        try {
            return owner.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** What lies there belongs to nobody: this process has not begun, and there is no other. */
    private static void cleanUp(Path folder) throws IOException {
        Predicate<Path> locks = file -> name(file).endsWith(".lock");
        deleteIn(folder, locks);
        delete(folder.resolve("refs"), locks);
        // Objects and packs have folders; what is not yet either is a file beside those.
        deleteIn(folder.resolve("objects"), _ -> true);
        deleteIn(
                folder.resolve("objects/pack"),
                file -> List.of("gc_", "tmp_", ".tmp").stream().anyMatch(name(file)::startsWith));
    }

    private static void deleteIn(Path folder, Predicate<Path> files) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            for (Path file : list.filter(Files::isRegularFile).filter(files).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void delete(Path folder, Predicate<Path> files) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.sorted(Comparator.reverseOrder()).filter(files).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
