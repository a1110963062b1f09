package dev.torrentcrates.torrentizer.upstream;

import dev.torrentcrates.crate.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bytes of a file as they come, and hashes them: in memory while they are few enough and
 * there is room, in a file from then on. For one thread, who closes it.
 */
final class Reception implements AutoCloseable {
    private static final byte[] NONE = {};

    /** The first array where no length is known, in bytes; half of all crates fit. */
    private static final int BEGINNING = 32 * 1024;

    private final DownloadFolder folder;
    private final MemoryRoom.Share share;
    private final MessageDigest digest = Sha256.newDigest();

    /** How long the first array is, and how long the last one may be, in bytes. */
    private final int beginning;

    private final int mostInMemory;

    /** What has come, and room for more; empty from the moment on that there is a file. */
    private byte[] memory = NONE;

    private long length;
    private @Nullable Path path;
    private @Nullable OutputStream file;
    private boolean handedOver;

    /**
     * Where downloads go.
     *
     * @param inMemoryUpTo how long a file is at most that is held in memory, in bytes
     */
    record Space(DownloadFolder folder, MemoryRoom room, int inMemoryUpTo) {}

    /**
     * Nothing has come yet, and nothing is taken for it.
     *
     * @param declared how long the file is said to be, in bytes, where that is said
     */
    Reception(Space space, OptionalLong declared) {
        this.folder = space.folder();
        this.share = space.room().share();
        long expected = declared.orElse(Math.min(BEGINNING, space.inMemoryUpTo()));
        this.mostInMemory = expected > space.inMemoryUpTo() ? 0 : space.inMemoryUpTo();
        this.beginning = (int) Math.clamp(expected, 0, mostInMemory);
    }

    /**
     * Takes some bytes.
     *
     * @throws IOException where they cannot be written to a file
     */
    void take(byte[] bytes, int count) throws IOException {
        digest.update(bytes, 0, count);
        if (file == null && !hasRoomFor(length + count)) {
            moveToFile();
        }
        if (file == null) {
            System.arraycopy(bytes, 0, memory, (int) length, count);
        } else {
            file.write(bytes, 0, count);
        }
        length += count;
    }

    /** In bytes, so far. */
    long length() {
        return length;
    }

    /** Of what has come; to be asked once, at the end. */
    Sha256 sha256() {
        return Sha256.ofDigest(digest.digest());
    }

    /** What has come; from now on it is the caller's to close. */
    CrateContent handOver() throws IOException {
        if (file == null && !fit((int) length)) {
            moveToFile();
        }
        CrateContent content =
                switch (path) {
                    case null -> new CrateContent.InMemory(memory, share::close);
                    case Path it -> {
                        closeFile();
                        yield new CrateContent.InFile(it, length);
                    }
                };
        handedOver = true;
        return content;
    }

    /** Gives back what was not handed over. */
    @Override
    public void close() throws IOException {
        if (handedOver) {
            return;
        }
        memory = NONE;
        share.close();
        try {
            closeFile();
        } finally {
            if (path != null) {
                DownloadFolder.discard(path);
            }
        }
    }

    private boolean hasRoomFor(long wanted) {
        if (wanted <= memory.length) {
            return true;
        }
        long larger = memory.length == 0 ? beginning : 2L * memory.length;
        return wanted <= mostInMemory
                && fit((int) Math.min(Math.max(wanted, larger), mostInMemory));
    }

    /** While it is copied there are two. */
    private boolean fit(int size) {
        if (size == memory.length) {
            return true;
        }
        if (!share.tryGrowBy(size)) {
            return false;
        }
        int before = memory.length;
        memory = Arrays.copyOf(memory, size);
        share.shrinkBy(before);
        return true;
    }

    private void moveToFile() throws IOException {
        path = folder.create();
        file = Files.newOutputStream(path);
        file.write(memory, 0, (int) length);
        memory = NONE;
        share.close();
    }

    private void closeFile() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
