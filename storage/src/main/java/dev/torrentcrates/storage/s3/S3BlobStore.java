package dev.torrentcrates.storage.s3;

import static dev.torrentcrates.storage.s3.S3Answer.await;

import dev.torrentcrates.storage.Blob;
import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.storage.BlobStore;
import dev.torrentcrates.storage.ByteRange;
import dev.torrentcrates.storage.NoSuchBlobException;
import dev.torrentcrates.storage.s3.S3Answer.Failure;
import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.PutObjectAPIArgs;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * A {@link BlobStore} in an S3 bucket. Needs a server that knows conditional puts ({@code
 * If-None-Match: *}), as Amazon's, MinIO and s3proxy do.
 */
public final class S3BlobStore implements BlobStore, AutoCloseable {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    /** Clocks may differ by so much. */
    private static final int SIGNED_FOR_SECONDS = 15 * 60;

    /** Only where the key does not exist. */
    private static final Map<String, String> ONCE = Map.of("If-None-Match", "*");

    private final S3Settings settings;
    private final OkHttpClient http;
    private final MinioAsyncClient client;

    /** Connects with the first request, not before. */
    public S3BlobStore(S3Settings settings) {
        this.settings = settings;
        this.http = S3HttpClient.create();
        this.client =
                MinioAsyncClient.builder()
                        .endpoint(settings.endpoint().toString())
                        .region(settings.region())
                        .credentials(settings.accessKey(), settings.secretKey())
                        .httpClient(http)
                        .build();
    }

    /** Creates the bucket where it is missing. */
    public void ensureBucket() throws IOException {
        String bucket = settings.bucket();
        try {
            if (!await(client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build()))) {
                await(client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build()));
            }
        } catch (Failure e) {
            if (e.status() != CONFLICT) { // somebody else created it meanwhile
                throw e.asIOException("create " + settings);
            }
        }
    }

    @Override
    public boolean putIfAbsent(BlobKey key, byte[] content) throws IOException {
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        return put(key, request(key, checksum, ONCE).data(content, content.length).build());
    }

    @Override
    public boolean putIfAbsent(BlobKey key, Path content) throws IOException {
        if (stat(key).isPresent()) { // or the whole file would be sent only to be refused
            return false;
        }
        try (RandomAccessFile file = new RandomAccessFile(content.toFile(), "r")) {
            return put(
                    key, request(key, checksum(content), ONCE).file(file, file.length()).build());
        }
    }

    @Override
    public void replace(BlobKey key, byte[] content) throws IOException {
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        put(key, request(key, checksum, Map.of()).data(content, content.length).build());
    }

    @Override
    public void replace(BlobKey key, Path content) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(content.toFile(), "r")) {
            put(key, request(key, checksum(content), Map.of()).file(file, file.length()).build());
        }
    }

    /**
     * For each version that is new the answer is that there is nothing. The SDK makes an exception
     * of that, with the whole exchange as text, which costs more than the request; so it only
     * signs.
     */
    @Override
    public Optional<Blob> stat(BlobKey key) throws IOException {
        try (Response answer = http.newCall(head(key)).execute()) {
            return switch (answer.code()) {
                case OK -> Optional.of(new Blob(length(answer, key)));
                case NOT_FOUND -> Optional.empty();
                default ->
                        throw new IOException(
                                "cannot look up "
                                        + key.path()
                                        + " (HTTP status "
                                        + answer.code()
                                        + ")");
            };
        }
    }

    @Override
    public InputStream open(BlobKey key) throws IOException {
        return open(
                key, GetObjectArgs.builder().bucket(settings.bucket()).object(key.path()).build());
    }

    @Override
    public InputStream open(BlobKey key, long offset, long length) throws IOException {
        ByteRange range = new ByteRange(offset, length);
        return open(
                key,
                GetObjectArgs.builder()
                        .bucket(settings.bucket())
                        .object(key.path())
                        .offset(range.offset())
                        .length(range.length())
                        .build());
    }

    /** Drops the connections; streams that are still open fail. */
    @Override
    public void close() {
        http.dispatcher().cancelAll();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private Request head(BlobKey key) throws IOException {
        try {
            String signed =
                    client.getPresignedObjectUrl(
                            GetPresignedObjectUrlArgs.builder()
                                    .method(Http.Method.HEAD)
                                    .bucket(settings.bucket())
                                    .object(key.path())
                                    .expiry(SIGNED_FOR_SECONDS)
                                    .build());
            return new Request.Builder().url(signed).head().build();
        } catch (MinioException e) {
            throw new IOException("cannot sign a question for " + key.path(), e);
        }
    }

    private static long length(Response answer, BlobKey key) throws IOException {
        try {
            return Long.parseLong(answer.header("Content-Length", ""));
        } catch (NumberFormatException e) {
            throw new IOException("the server does not tell the length of " + key.path(), e);
        }
    }

    private boolean put(BlobKey key, PutObjectAPIArgs request) throws IOException {
        try {
            await(client.putObject(request));
            return true;
        } catch (Failure e) {
            if (e.status() == PRECONDITION_FAILED) {
                return false;
            }
            throw e.asIOException("store " + key.path());
        }
    }

    /**
     * The SDK's own way of putting a file would sign its sha256 on plain HTTP, for which the server
     * has to take all of it into memory first; and above one part it would be several requests.
     * This is one request, which the server can stream, protected by a checksum.
     */
    private PutObjectAPIArgs.Builder request(
            BlobKey key, CRC32C checksum, Map<String, String> conditions) {
        byte[] crc32c = ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array();
        Map<String, String> headers = new HashMap<>(conditions);
        headers.put("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
        headers.put("x-amz-sdk-checksum-algorithm", "CRC32C");
        headers.put("x-amz-checksum-crc32c", Base64.getEncoder().encodeToString(crc32c));
        return PutObjectAPIArgs.builder()
                .bucket(settings.bucket())
                .object(key.path())
                .headers(new Http.Headers(headers));
    }

    private static CRC32C checksum(Path content) throws IOException {
        CRC32C checksum = new CRC32C();
        byte[] buffer = new byte[64 * 1024];
        try (InputStream stream = Files.newInputStream(content)) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                checksum.update(buffer, 0, count);
            }
        }
        return checksum;
    }

    private InputStream open(BlobKey key, GetObjectArgs request) throws IOException {
        try {
            return await(client.getObject(request));
        } catch (Failure e) {
            if (e.isNoSuchKey()) {
                throw new NoSuchBlobException(key);
            }
            if (e.status() == RANGE_NOT_SATISFIABLE) {
                throw new ByteRange(request.offset(), request.length()).beyondEnd(key);
            }
            throw e.asIOException("read " + key.path());
        }
    }
}
