package dev.torrentcrates.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.embedded.EmbeddedS3;
import dev.torrentcrates.storage.Blob;
import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.storage.BlobStore;
import dev.torrentcrates.storage.BlobStoreContract;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3BlobStoreTest extends BlobStoreContract {
    @TempDir static Path serverFolder;

    private static EmbeddedS3 server;

    private S3BlobStore store;

    @BeforeAll
    static void startServer() throws IOException {
        server = EmbeddedS3.start(serverFolder, 0, "access", "secret-key");
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void createBucket() throws IOException {
        store = new S3BlobStore(settings("bucket-" + UUID.randomUUID(), "secret-key"));
        store.ensureBucket();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Override
    protected BlobStore store() {
        return store;
    }

    @Test
    void aBucketThatExistsIsLeftAsItIs() throws IOException {
        BlobKey key = key("content");
        store.putIfAbsent(key, "content".getBytes(UTF_8));

        store.ensureBucket();

        assertThat(store.get(key, 100)).asString(UTF_8).isEqualTo("content");
    }

    @Test
    void aMissingBucketIsAnErrorAndNotAMissingKey() {
        try (S3BlobStore other = new S3BlobStore(settings("no-such-bucket", "secret-key"))) {
            assertThatIOException()
                    .isThrownBy(() -> other.open(key("content")))
                    .isExactlyInstanceOf(IOException.class)
                    .withMessageContaining(key("content").path());
        }
    }

    @Test
    void aWrongSecretIsAnErrorThatDoesNotTellIt() {
        try (S3BlobStore other = new S3BlobStore(settings("bucket", "wrong-secret"))) {
            assertThatIOException()
                    .isThrownBy(other::ensureBucket)
                    .withMessageContaining("403")
                    .withMessageNotContaining("wrong-secret");
            assertThatIOException()
                    .isThrownBy(() -> other.putIfAbsent(key("content"), new byte[1]))
                    .withMessageContaining("403")
                    .withMessageContaining(key("content").path());
        }
    }

    @Test
    void aFileLargerThanTheServerTakesIntoMemoryIsStored(@TempDir Path folder) throws IOException {
        long length = 129L * 1024 * 1024; // s3proxy's bound for a request whose sha256 is signed
        Path file = folder.resolve("sparse");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(length);
        }

        assertThat(store.putIfAbsent(key("large"), file)).isTrue();
        assertThat(store.stat(key("large"))).contains(new Blob(length));
    }

    private static S3Settings settings(String bucket, String secretKey) {
        return new S3Settings(server.endpoint(), "local", "access", secretKey, bucket);
    }

    private static BlobKey key(String content) {
        return BlobKey.crate(Sha256.ofContent(content.getBytes(UTF_8)));
    }
}
