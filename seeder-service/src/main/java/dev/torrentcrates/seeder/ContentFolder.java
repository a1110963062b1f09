package dev.torrentcrates.seeder;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.storage.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The crate files that are seeded, as {@code {aa}/{cksum}/{file name}}: one folder each, since the
 * same name may have other bytes after a republication. A file is there whole and verified, or not
 * at all. Safe for many threads, one at a time for each file.
 */
final class ContentFolder {
    private final Path root;
    private final Path incoming;
    private final BlobStore storage;

    /**
     * Opens the folder; what an earlier process left half done is removed.
     *
     * @param storage where missing files come from
     */
    static ContentFolder open(Path folder, BlobStore storage) throws IOException {
        ContentFolder content = new ContentFolder(folder.toAbsolutePath(), storage);
        Files.createDirectories(content.root);
        delete(content.incoming);
        Files.createDirectories(content.incoming);
        return content;
    }

    private ContentFolder(Path folder, BlobStore storage) {
        this.root = folder.resolve("content");
        this.incoming = folder.resolve("incoming");
        this.storage = storage;
    }

    /** The folder in which a version's file lies. */
    Path folderOf(SeededVersion version) {
        Sha256 cksum = version.identity().cksum();
        return root.resolve(cksum.shard()).resolve(cksum.hex());
    }

    /**
     * Makes sure that the file is there, from storage where it is not.
     *
     * @return the file
     * @throws IOException where storage or disk fail, or storage's bytes are not those of the cksum
     */
    Path require(SeededVersion version) throws IOException {
        Path file = folderOf(version).resolve(version.fileName());
        if (Files.exists(file) && Files.size(file) == version.entry().length()) {
            return file;
        }
        Path fresh = Files.createTempFile(incoming, "", ".crate");
        try {
            fetch(version, fresh);
            Files.createDirectories(file.getParent());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
        return file;
    }

    /** Deletes the file of a version, if it is there; another version may have the same content. */
    void drop(SeededVersion version) throws IOException {
        Path folder = folderOf(version);
        Files.deleteIfExists(folder.resolve(version.fileName()));
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // Another crate's file; where both are dropped at once, the last one takes the folder.
        }
    }

    /** Deletes whatever is none of these. @return how many files that were */
    int keepOnly(Set<String> wanted) throws IOException {
        int deleted = 0;
        for (Path shard : children(root)) {
            for (Path content : children(shard)) {
                if (!wanted.contains(content.getFileName().toString())) {
                    delete(content);
                    deleted++;
                }
            }
        }
        return deleted;
    }

    private void fetch(SeededVersion version, Path into) throws IOException {
        Sha256 cksum = version.identity().cksum();
        MessageDigest digest = Sha256.newDigest();
        // One byte more than there may be, so that a longer file is not read to its end.
        long bound = version.entry().length() + 1;
        try (InputStream stored = storage.open(BlobKey.crate(cksum), 0, bound);
                InputStream hashed = new DigestInputStream(stored, digest);
                OutputStream out = Files.newOutputStream(into)) {
            hashed.transferTo(out);
        }
        Sha256 found = Sha256.ofDigest(digest.digest());
        if (!found.equals(cksum)) {
            throw new IOException(
                    "storage has other bytes for " + version + ": " + found + ", not " + cksum);
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> walk = Files.walk(path)) {
                for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }
}
