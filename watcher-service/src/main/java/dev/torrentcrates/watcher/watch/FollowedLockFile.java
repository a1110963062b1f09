package dev.torrentcrates.watcher.watch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A lock file on disk, read again when it changes. For one thread at a time. */
final class FollowedLockFile {
    /** The largest known have 1 MB. */
    static final int MAX_BYTES = 16 << 20;

    /**
     * File systems write times in steps of up to two seconds: a file that has just changed may
     * change again and look the same, so it is read again for that long.
     */
    private static final Duration UNSETTLED = Duration.ofSeconds(2);

    private final Path path;
    private @Nullable Stamp read;
    private @Nullable LockFile content;
    private @Nullable String trouble;

    FollowedLockFile(Path path) {
        this.path = path;
    }

    /** By what a change is seen without reading. */
    private record Stamp(long size, FileTime modified, @Nullable Object file) {
        boolean isSettled(Instant now) {
            return Duration.between(modified.toInstant(), now).abs().compareTo(UNSETTLED) > 0;
        }
    }

    /**
     * Reads it where it changed. Once it was read, a file that cannot be read any more keeps its
     * content, and is in trouble.
     *
     * @return whether the content is another one
     * @throws IOException where it never could be read
     */
    boolean look(Instant now) throws IOException {
        try {
            return readIfChanged(now);
        } catch (IOException e) {
            String problem = path + ", named by watcher.include.lock-files, " + problem(e);
            if (content == null) {
                read = null;
                throw new IOException(problem + "; mend it, or take it out of the setting", e);
            }
            trouble = problem + "; what it held before counts until it is mended";
            return false;
        }
    }

    /** What it held when it last could be read. */
    LockFile content() {
        if (content == null) {
            throw new IllegalStateException("nothing has looked at " + path + " yet");
        }
        return content;
    }

    /** What is wrong with it now. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private boolean readIfChanged(Instant now) throws IOException {
        Stamp known = read;
        read = null; // what hinders the reading may go away without a change of the file
        Stamp stamp = stamp();
        if (stamp.equals(known)) {
            read = known;
            return false;
        }
        byte[] bytes = bytes();
        // But only a change makes a lock file of what is none.
        read = stamp.isSettled(now) ? stamp : null;
        LockFile next = LockFile.parse(bytes);
        boolean changed = !next.equals(content);
        content = next;
        trouble = null;
        return changed;
    }

    private Stamp stamp() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            throw new IOException("it is a folder: name the Cargo.lock in it");
        }
        if (!attributes.isRegularFile()) {
            throw new IOException("it is no regular file");
        }
        if (attributes.size() > MAX_BYTES) {
            throw tooLarge();
        }
        return new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
    }

    private byte[] bytes() throws IOException {
        try (InputStream stream = Files.newInputStream(path)) {
            byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw tooLarge();
            }
            return bytes;
        }
    }

    private static IOException tooLarge() {
        return new IOException("it has more than " + MAX_BYTES + " bytes");
    }

    private static String problem(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "is not there";
            case AccessDeniedException _ -> "may not be read by this user";
            default -> "cannot be used: " + e.getMessage();
        };
    }
}
