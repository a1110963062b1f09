package dev.torrentcrates.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link BlobStore} does. An implementation's test extends this and gives its store. */
public abstract class BlobStoreContract {
    private static final byte[] CONTENT = "the content of a crate".getBytes(UTF_8);
    private static final byte[] OTHER_CONTENT = "other bytes".getBytes(UTF_8);
    private static final BlobKey KEY = BlobKey.crate(Sha256.ofContent(CONTENT));

    @TempDir Path folder;

    /** An empty store, the same one during a test. */
    protected abstract BlobStore store();

    @Test
    void whatIsStoredIsRead() throws IOException {
        assertThat(store().putIfAbsent(KEY, CONTENT)).isTrue();

        assertThat(store().get(KEY, 1000)).isEqualTo(CONTENT);
        assertThat(store().stat(KEY)).contains(new Blob(CONTENT.length));
        try (InputStream stream = store().open(KEY)) {
            assertThat(stream.readAllBytes()).isEqualTo(CONTENT);
        }
    }

    @Test
    void emptyContentIsStoredAndRead() throws IOException {
        assertThat(store().putIfAbsent(KEY, new byte[0])).isTrue();

        assertThat(store().get(KEY, 10)).isEmpty();
        assertThat(store().stat(KEY)).contains(new Blob(0));
    }

    @Test
    void contentIsNeverOverwritten() throws IOException {
        Path file = Files.write(folder.resolve("other"), OTHER_CONTENT);
        store().putIfAbsent(KEY, CONTENT);

        assertThat(store().putIfAbsent(KEY, OTHER_CONTENT)).isFalse();
        assertThat(store().putIfAbsent(KEY, file)).isFalse();
        assertThat(store().get(KEY, 1000)).isEqualTo(CONTENT);
    }

    @Test
    void damagedContentIsReplacedAndReplacedAgain() throws IOException {
        Path file = Files.write(folder.resolve("whole"), CONTENT);
        store().putIfAbsent(KEY, OTHER_CONTENT);

        store().replace(KEY, CONTENT);
        assertThat(store().get(KEY, 1000)).isEqualTo(CONTENT);

        store().replace(KEY, OTHER_CONTENT);
        store().replace(KEY, file);
        assertThat(store().get(KEY, 1000)).isEqualTo(CONTENT);
        assertThat(store().stat(KEY)).contains(new Blob(CONTENT.length));
    }

    @Test
    void whatIsMissingIsReplacedToo() throws IOException {
        store().replace(KEY, CONTENT);

        assertThat(store().get(KEY, 1000)).isEqualTo(CONTENT);
        assertThat(store().putIfAbsent(KEY, OTHER_CONTENT)).isFalse();
    }

    @Test
    void aMissingKeyHasNoStatAndCannotBeRead() throws IOException {
        BlobStore store = store();
        assertThat(store.stat(KEY)).isEmpty();
        assertThatThrownBy(() -> store.open(KEY)).isInstanceOf(NoSuchBlobException.class);
        assertThatThrownBy(() -> store.open(KEY, 0, 1)).isInstanceOf(NoSuchBlobException.class);
        assertThatThrownBy(() -> store.get(KEY, 1))
                .isInstanceOfSatisfying(
                        NoSuchBlobException.class, e -> assertThat(e.key()).isEqualTo(KEY))
                .hasMessageContaining(KEY.path());
    }

    @Test
    void aRangeIsRead() throws IOException {
        store().putIfAbsent(KEY, CONTENT);

        assertThat(read(0, 3)).isEqualTo("the");
        assertThat(read(4, 7)).isEqualTo("content");
        assertThat(read(17, 5)).isEqualTo("crate");
    }

    @Test
    void aRangeEndsWhereTheContentEnds() throws IOException {
        store().putIfAbsent(KEY, CONTENT);

        assertThat(read(17, 1000)).isEqualTo("crate");
        assertThat(read(21, Long.MAX_VALUE)).isEqualTo("e");
    }

    @Test
    void aRangeBeyondTheEndIsAnError() throws IOException {
        store().putIfAbsent(KEY, CONTENT);

        assertThatIOException()
                .isThrownBy(() -> read(CONTENT.length, 1))
                .withMessageContaining(KEY.path());
    }

    @Test
    void aRangeOfNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> read(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> read(-1, 1));
    }

    @Test
    void contentLongerThanTheReaderCanTakeIsAnError() throws IOException {
        store().putIfAbsent(KEY, CONTENT);

        assertThat(store().get(KEY, CONTENT.length)).isEqualTo(CONTENT);
        assertThatIOException()
                .isThrownBy(() -> store().get(KEY, CONTENT.length - 1))
                .withMessageContaining(KEY.path());
    }

    @Test
    void aLargeFileIsStoredAndReadInParts() throws IOException {
        byte[] content = new byte[20 * 1024 * 1024];
        new Random(1).nextBytes(content);
        Path file = Files.write(folder.resolve("large"), content);

        assertThat(store().putIfAbsent(KEY, file)).isTrue();

        assertThat(store().stat(KEY)).contains(new Blob(content.length));
        assertThat(Sha256.ofContent(store().get(KEY, content.length)))
                .isEqualTo(Sha256.ofContent(content));
        try (InputStream middle = store().open(KEY, 7_000_000, 5)) {
            assertThat(middle.readAllBytes()).containsExactly(slice(content, 7_000_000, 5));
        }
        assertThat(store().putIfAbsent(KEY, file)).isFalse();
    }

    @Test
    void keysThatDifferInAnythingHoldTheirOwn() throws IOException {
        Sha256 cksum = Sha256.ofContent(CONTENT);
        List<BlobKey> keys =
                List.of(
                        BlobKey.crate(cksum),
                        torrent(cksum, "serde", "1.0.0"),
                        torrent(cksum, "Serde", "1.0.0"),
                        torrent(cksum, "serde", "1.0.0+build.5"),
                        torrent(cksum, "serde", "1.0.0-rc.1+build.5"),
                        torrent(Sha256.ofContent(OTHER_CONTENT), "serde", "1.0.0"),
                        torrent(cksum, "a".repeat(64), longVersion('b')),
                        torrent(cksum, "a".repeat(64), longVersion('c')));

        for (BlobKey key : keys) {
            assertThat(store().putIfAbsent(key, key.path().getBytes(UTF_8))).isTrue();
        }

        for (BlobKey key : keys) {
            assertThat(store().get(key, 1000)).asString(UTF_8).isEqualTo(key.path());
        }
    }

    @Test
    void ofManyWhoStoreTheSameKeyAtOnceOneDoes() throws Exception {
        int writers = 16;
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Boolean>> stored = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < writers; i++) {
                byte[] content = ("writer " + i).getBytes(UTF_8);
                stored.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    return store().putIfAbsent(KEY, content);
                                }));
            }
            start.countDown();
        }

        List<Integer> winners =
                IntStream.range(0, writers).filter(i -> stored.get(i).resultNow()).boxed().toList();
        assertThat(winners).hasSize(1);
        assertThat(store().get(KEY, 100)).asString(UTF_8).isEqualTo("writer " + winners.getFirst());
    }

    private String read(long offset, long length) throws IOException {
        try (InputStream stream = store().open(KEY, offset, length)) {
            return new String(stream.readAllBytes(), UTF_8);
        }
    }

    private static BlobKey torrent(Sha256 cksum, String name, String version) {
        return BlobKey.torrent(cksum, CrateName.of(name), CrateVersion.of(version));
    }

    /** As long as crates.io lets a version be: 150 characters. */
    private static String longVersion(char letter) {
        return "1.0.0-" + String.valueOf(letter).repeat(144);
    }

    private static byte[] slice(byte[] content, int offset, int length) {
        return Arrays.copyOfRange(content, offset, offset + length);
    }
}
