package dev.torrentcrates.torrentizer.upstream;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.crate.Shown;
import dev.torrentcrates.event.VersionIdentity;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** A registry's downloads over HTTP, at the addresses that its sparse index names. */
public final class HttpCrateSource implements CrateSource, AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final HttpGet http;
    private final RegistryConfig config;
    private final InstantSource clock;
    private final long maxLength;
    private final DownloadFolder folder;

    /**
     * Connects with the first request.
     *
     * @throws IOException where the folder for downloads cannot be written to
     */
    public HttpCrateSource(Settings settings, InstantSource clock) throws IOException {
        this.folder = DownloadFolder.open(settings.folder());
        this.http =
                new HttpGet(
                        settings.userAgent(), settings.connectTimeout(), settings.answerTimeout());
        this.config = new RegistryConfig(settings.index(), http, clock);
        this.clock = clock;
        this.maxLength = settings.maxLength();
    }

    /**
     * Where upstream is and what it may cost.
     *
     * @param index the sparse index, with a slash at the end
     * @param answerTimeout to the headers of an answer, and for any pause within its body
     * @param maxLength of a crate file, in bytes
     * @param folder for downloads; what an earlier process left there is deleted
     */
    public record Settings(
            URI index,
            String userAgent,
            Duration connectTimeout,
            Duration answerTimeout,
            long maxLength,
            Path folder) {
        /** Refuses, with an {@link IllegalArgumentException}, an index without its slash. */
        public Settings {
            if (!index.getPath().endsWith("/")) {
                throw new IllegalArgumentException(
                        "the URL of a sparse index ends in a slash; not " + index);
            }
        }
    }

    @Override
    public Fetched fetch(VersionIdentity version) throws IOException, InterruptedException {
        Path into = folder.create();
        boolean kept = false;
        try (OutputStream file = Files.newOutputStream(into)) {
            Fetched fetched = ask(version, file, into);
            kept = fetched instanceof Fetched.Content;
            if (!kept) {
                config.doubt();
            }
            return fetched;
        } finally {
            if (!kept) {
                DownloadFolder.discard(into);
            }
        }
    }

    private Fetched ask(VersionIdentity version, OutputStream file, Path path)
            throws IOException, InterruptedException {
        HttpResponse<HttpGet.Body> answer;
        try {
            answer =
                    http.send(
                            config.template()
                                    .of(version.crate(), version.version(), version.cksum()));
        } catch (IOException | IllegalArgumentException e) {
            return unavailable(e);
        }
        HttpGet.Body body = answer.body();
        try {
            return switch (answer.statusCode()) {
                case 200 -> receive(version, answer, file, path);
                case 403, 404, 410 -> new Fetched.Missing(answer.statusCode());
                default ->
                        new Fetched.Unavailable(
                                answer.uri() + " answers " + answer.statusCode(),
                                answer.headers()
                                        .firstValue("Retry-After")
                                        .flatMap(it -> RetryAfter.parse(it, clock.instant())));
            };
        } finally {
            quietly(body);
        }
    }

    /** Only the file's own failures leave as exceptions. */
    private Fetched receive(
            VersionIdentity version,
            HttpResponse<HttpGet.Body> answer,
            OutputStream file,
            Path path)
            throws IOException, InterruptedException {
        long declared = answer.headers().firstValueAsLong("Content-Length").orElse(0);
        if (declared > maxLength) {
            return new Fetched.LengthRefused(declared);
        }
        MessageDigest digest = Sha256.newDigest();
        byte[] buffer = new byte[BUFFER];
        long length = 0;
        while (true) {
            int count;
            try {
                count = answer.body().read(buffer);
            } catch (IOException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while downloading " + version);
                }
                return unavailable(e);
            }
            if (count < 0) {
                break;
            }
            length += count;
            if (length > maxLength) {
                return new Fetched.LengthRefused(length);
            }
            digest.update(buffer, 0, count);
            file.write(buffer, 0, count);
        }
        Sha256 actual = Sha256.ofDigest(digest.digest());
        if (!actual.equals(version.cksum())) {
            return new Fetched.Mismatch(actual);
        }
        return length == 0
                ? new Fetched.LengthRefused(0)
                : new Fetched.Content(new CrateContent.InFile(path, length));
    }

    private static Fetched unavailable(Exception e) {
        return new Fetched.Unavailable(Shown.briefly(e.toString()), Optional.empty());
    }

    private static void quietly(HttpGet.Body body) {
        try {
            body.close();
        } catch (IOException e) {
            // All that was wanted of it has been read.
        }
    }

    /** Drops what is under way. */
    @Override
    public void close() {
        http.close();
    }
}
