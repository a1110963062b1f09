package dev.torrentcrates.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.embedded.EmbeddedS3;
import dev.torrentcrates.storage.Blob;
import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.storage.NoSuchBlobException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server goes away, and comes back on the same port. */
class S3OutageTest {
    private static final byte[] CONTENT = "stored before".getBytes(UTF_8);
    private static final BlobKey KEY = BlobKey.crate(Sha256.ofContent(CONTENT));
    private static final BlobKey OTHER_KEY = BlobKey.crate(Sha256.ofContent(new byte[1]));

    @TempDir Path folder;

    private URI endpoint;

    @BeforeEach
    void findPort() throws IOException {
        try (EmbeddedS3 server = start(0)) {
            endpoint = server.endpoint();
        }
    }

    @Test
    @Timeout(value = 25, unit = TimeUnit.SECONDS)
    void eachCallFailsWhileTheServerIsAwayAndWorksWhenItIsBack() throws IOException {
        Path file = Files.write(folder.resolve("file"), CONTENT);
        try (S3BlobStore store = store()) {
            try (EmbeddedS3 server = start(endpoint.getPort())) {
                assertThat(server.endpoint()).isEqualTo(endpoint);
                store.ensureBucket();
                store.putIfAbsent(KEY, CONTENT);
            }

            assertThatIOException()
                    .isThrownBy(() -> store.get(KEY, 100))
                    .isNotInstanceOf(NoSuchBlobException.class)
                    .withMessageContaining(KEY.path());
            assertThatIOException().isThrownBy(() -> store.stat(KEY));
            assertThatIOException().isThrownBy(() -> store.open(KEY, 1, 2));
            assertThatIOException().isThrownBy(() -> store.putIfAbsent(OTHER_KEY, CONTENT));
            assertThatIOException().isThrownBy(() -> store.putIfAbsent(OTHER_KEY, file));
            assertThatIOException().isThrownBy(store::ensureBucket);

            try (EmbeddedS3 server = start(endpoint.getPort())) {
                assertThat(server.endpoint()).isEqualTo(endpoint);
                assertThat(store.get(KEY, 100)).isEqualTo(CONTENT);
                assertThat(store.stat(OTHER_KEY)).isEmpty();
                assertThat(store.putIfAbsent(OTHER_KEY, file)).isTrue();
                assertThat(store.stat(OTHER_KEY)).contains(new Blob(CONTENT.length));
            }
        }
    }

    private EmbeddedS3 start(int port) throws IOException {
        return EmbeddedS3.start(folder.resolve("server"), port, "access", "secret-key");
    }

    private S3BlobStore store() {
        return new S3BlobStore(new S3Settings(endpoint, "local", "access", "secret-key", "bucket"));
    }
}
