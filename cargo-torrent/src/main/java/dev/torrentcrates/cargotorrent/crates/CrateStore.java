package dev.torrentcrates.cargotorrent.crates;

import dev.torrentcrates.cargotorrent.files.FileReplacement;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentRecipe;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The crates at hand: {@code crates/{aa}/{cksum}/{name}-{version}.crate}, and beside each a note
 * with its torrent. Thread-safe.
 *
 * <p>The note is written last, once the content was checked: a file without a note is a download
 * that was cut off, and as good as none. Since a disk may lose bits while nobody looks, a file is
 * checked once more, by its sha256, before it is given out for the first time in a process; what
 * this process has written was checked then.
 */
public final class CrateStore {
    private static final String NOTE = "torrent.json";
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path crates;
    private final Path incoming;
    private final Set<Path> checked = ConcurrentHashMap.newKeySet();

    private CrateStore(Path crates, Path incoming) {
        this.crates = crates;
        this.incoming = incoming;
    }

    /** A crate in the store and its torrent. */
    public record Stored(Path folder, CrateTorrent torrent) {
        /** The crate. */
        public Path file() {
            return folder.resolve(torrent.fileName());
        }
    }

    /** Opens the store in the daemon's home; unfinished files of an earlier time go. */
    public static CrateStore open(Path home) throws IOException {
        Path incoming = Files.createDirectories(home.resolve("incoming"));
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(incoming)) {
            for (Path file : unfinished) {
                Files.deleteIfExists(file);
            }
        }
        return new CrateStore(Files.createDirectories(home.resolve("crates")), incoming);
    }

    /** The crate, if it is there and has its sha256. One that has another is removed. */
    public Optional<Path> find(WantedCrate crate) throws IOException {
        Path file = file(crate);
        if (!Files.exists(note(file)) || !Files.exists(file)) {
            return Optional.empty();
        }
        if (checked.contains(file)) {
            return Optional.of(file);
        }
        if (!sha256(file).equals(crate.cksum())) {
            remove(crate);
            return Optional.empty();
        }
        checked.add(file);
        return Optional.of(file);
    }

    /** The folder in which a download becomes the crate's file; see {@link #accept}. */
    public Path folder(WantedCrate crate) {
        return crates.resolve(crate.cksum().shard()).resolve(crate.cksum().hex());
    }

    /** A new, empty file for content that is not checked yet; in the store's file system. */
    public Path newFile() throws IOException {
        return Files.createTempFile(incoming, "", ".crate");
    }

    /** Moves a file whose sha256 the caller has checked to the crate's place. */
    public void place(WantedCrate crate, Path checkedFile) throws IOException {
        Path file = file(crate);
        Files.createDirectories(file.getParent());
        Files.move(checkedFile, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whether a file is there and has the right bytes. */
    static boolean has(Path file, Sha256 cksum) throws IOException {
        // No torrent has no bytes, and no crate either.
        return Files.exists(file) && Files.size(file) > 0 && sha256(file).equals(cksum);
    }

    /** Takes the file at the crate's place, whose sha256 the caller has checked, for good. */
    public Stored accept(WantedCrate crate) throws IOException {
        Path file = file(crate);
        CrateTorrent torrent;
        try (InputStream content = Files.newInputStream(file)) {
            torrent = TorrentRecipe.of(crate.fileName(), Files.size(file), content);
        }
        FileReplacement.write(note(file), TorrentNote.write(torrent), incoming);
        checked.add(file);
        return new Stored(folder(crate), torrent);
    }

    /** Forgets a crate. */
    public void remove(WantedCrate crate) throws IOException {
        Path file = file(crate);
        checked.remove(file);
        Files.deleteIfExists(note(file));
        Files.deleteIfExists(file);
    }

    /** All crates that are whole. Reads their notes, not their content. */
    public List<Stored> all() throws IOException {
        List<Stored> all = new ArrayList<>();
        for (Path shard : list(crates)) {
            for (Path folder : list(shard)) {
                for (Path note : list(folder)) {
                    if (note.toString().endsWith(NOTE)) {
                        stored(folder, note).ifPresent(all::add);
                    }
                }
            }
        }
        return all;
    }

    private static Optional<Stored> stored(Path folder, Path note) {
        try {
            if (Files.size(note) > TorrentNote.MAX_BYTES) {
                return Optional.empty();
            }
            CrateTorrent torrent = TorrentNote.read(Files.readAllBytes(note));
            Path file = folder.resolve(torrent.fileName());
            return note(file).equals(note)
                            && Files.isRegularFile(file)
                            && Files.size(file) == torrent.length()
                    ? Optional.of(new Stored(folder, torrent))
                    : Optional.empty();
        } catch (IOException e) {
            // A note that cannot be read is none; the crate is fetched again when it is wanted.
            return Optional.empty();
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
                stream.forEach(entries::add);
            }
        }
        return entries;
    }

    /** Names and versions are valid, so the path cannot leave the folder. */
    private Path file(WantedCrate crate) {
        return folder(crate).resolve(crate.fileName());
    }

    /** One content may be two crates' file under two names. */
    private static Path note(Path file) {
        return file.resolveSibling(file.getFileName() + "." + NOTE);
    }

    private static Sha256 sha256(Path file) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream content = Files.newInputStream(file)) {
            for (int read = content.read(buffer); read > 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return Sha256.ofDigest(digest.digest());
    }
}
