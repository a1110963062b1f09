package dev.torrentcrates.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.Http;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.errors.ErrorResponseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedS3Test {
    private static final String BUCKET = "crates-and-torrents";

    @TempDir Path folder;

    @Test
    void whatIsPutIsGot() throws Exception {
        try (EmbeddedS3 s3 = EmbeddedS3.start(folder, 0, "access", "secret-key")) {
            MinioClient client = clientWithBucket(s3.endpoint());

            put(client, "a/1.0.0+build.crate", "content", Map.of());

            assertThat(get(client, request("a/1.0.0+build.crate").build())).isEqualTo("content");
        }
    }

    @Test
    void aRangeIsGot() throws Exception {
        try (EmbeddedS3 s3 = EmbeddedS3.start(folder, 0, "access", "secret-key")) {
            MinioClient client = clientWithBucket(s3.endpoint());

            put(client, "digits", "0123456789", Map.of());

            assertThat(get(client, request("digits").offset(3L).length(4L).build()))
                    .isEqualTo("3456");
        }
    }

    @Test
    void aConditionalPutIsRefusedWhereTheObjectExists() throws Exception {
        try (EmbeddedS3 s3 = EmbeddedS3.start(folder, 0, "access", "secret-key")) {
            MinioClient client = clientWithBucket(s3.endpoint());
            Map<String, String> onlyIfAbsent = Map.of("If-None-Match", "*");
            put(client, "key", "first", onlyIfAbsent);

            assertThatThrownBy(() -> put(client, "key", "second", onlyIfAbsent))
                    .isInstanceOfSatisfying(
                            ErrorResponseException.class,
                            e -> assertThat(e.response().code()).isEqualTo(412));
            assertThat(get(client, request("key").build())).isEqualTo("first");
        }
    }

    @Test
    void aRestartOnAnotherPortKeepsObjects() throws Exception {
        URI first;
        try (EmbeddedS3 s3 = EmbeddedS3.start(folder, 0, "access", "secret-key")) {
            first = s3.endpoint();
            put(clientWithBucket(first), "key", "kept", Map.of());
        }

        try (ServerSocket firstPort = occupy(first.getPort());
                EmbeddedS3 s3 = EmbeddedS3.start(folder, 0, "access", "secret-key")) {
            assertThat(s3.endpoint().getPort()).isNotEqualTo(firstPort.getLocalPort());
            assertThat(get(client(s3.endpoint(), "secret-key"), request("key").build()))
                    .isEqualTo("kept");
        }
    }

    @Test
    void aWrongSecretIsRefused() throws Exception {
        try (EmbeddedS3 s3 = EmbeddedS3.start(folder, 0, "access", "secret-key")) {
            put(clientWithBucket(s3.endpoint()), "key", "content", Map.of());
            MinioClient stranger = client(s3.endpoint(), "another-key");

            assertThatThrownBy(() -> get(stranger, request("key").build()))
                    .isInstanceOfSatisfying(
                            ErrorResponseException.class,
                            e -> assertThat(e.response().code()).isEqualTo(403));
        }
    }

    @Test
    void aTakenPortIsSaid() throws Exception {
        try (ServerSocket taken = occupy(0)) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> EmbeddedS3.start(folder, port, "access", "secret-key"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + port);
        }
    }

    private static MinioClient client(URI endpoint, String secretKey) {
        return MinioClient.builder()
                .endpoint(endpoint.toString())
                .credentials("access", secretKey)
                .region("local")
                .build();
    }

    private static MinioClient clientWithBucket(URI endpoint) throws Exception {
        MinioClient client = client(endpoint, "secret-key");
        client.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
        assertThat(client.bucketExists(BucketExistsArgs.builder().bucket(BUCKET).build())).isTrue();
        return client;
    }

    private static void put(
            MinioClient client, String key, String content, Map<String, String> headers)
            throws Exception {
        byte[] bytes = content.getBytes(UTF_8);
        client.putObject(
                PutObjectArgs.builder()
                        .bucket(BUCKET)
                        .object(key)
                        .extraHeaders(new Http.Headers(headers))
                        .stream(new ByteArrayInputStream(bytes), (long) bytes.length, -1L)
                        .build());
    }

    private static GetObjectArgs.Builder request(String key) {
        return GetObjectArgs.builder().bucket(BUCKET).object(key);
    }

    private static String get(MinioClient client, GetObjectArgs request) throws Exception {
        try (InputStream content = client.getObject(request)) {
            return new String(content.readAllBytes(), UTF_8);
        }
    }

    private static ServerSocket occupy(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}
