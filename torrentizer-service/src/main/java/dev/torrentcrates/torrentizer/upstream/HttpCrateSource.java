package dev.torrentcrates.torrentizer.upstream;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.crate.Shown;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.torrentizer.upstream.http.Answer;
import dev.torrentcrates.torrentizer.upstream.http.HttpGet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A registry's downloads over HTTP, at the addresses that its sparse index names. */
public final class HttpCrateSource implements CrateSource, AutoCloseable {
    /** What one read of an HTTP/2 stream gives at most, as Java's client asks servers to send. */
    private static final int BUFFER = 16 * 1024;

    private final HttpGet http;
    private final RegistryConfig config;
    private final InstantSource clock;
    private final long maxLength;
    private final Reception.Space space;
    private final Consumer<Download> observer;

    /**
     * Connects with the first request.
     *
     * @param observer is told of each download, by the thread that made it
     * @throws IOException where the folder for downloads cannot be written to
     */
    public HttpCrateSource(
            SourceSettings settings, InstantSource clock, Consumer<Download> observer)
            throws IOException {
        this(settings, clock, observer, HttpClient.newBuilder());
    }

    /** With a client that trusts whom a test says. */
    HttpCrateSource(
            SourceSettings settings,
            InstantSource clock,
            Consumer<Download> observer,
            HttpClient.Builder client)
            throws IOException {
        SourceSettings.Bounds bounds = settings.bounds();
        this.space =
                new Reception.Space(
                        DownloadFolder.open(bounds.folder()),
                        new MemoryRoom(bounds.memory()),
                        bounds.inMemoryUpTo());
        this.http = new HttpGet(settings.manners(), settings.patience(), client, clock);
        this.config = new RegistryConfig(settings.index(), http, clock);
        this.clock = clock;
        this.maxLength = bounds.maxLength();
        this.observer = observer;
    }

    @Override
    public Fetched fetch(VersionIdentity version, Duration patience)
            throws IOException, InterruptedException {
        Fetched fetched = ask(version, patience);
        if (!(fetched instanceof Fetched.Content)) {
            config.doubt();
        }
        return fetched;
    }

    private Fetched ask(VersionIdentity version, Duration patience)
            throws IOException, InterruptedException {
        Answer answer;
        try {
            URI address = config.template().of(version.crate(), version.version(), version.cksum());
            answer = http.get(address, patience);
        } catch (IOException | IllegalArgumentException e) {
            observer.accept(Download.unanswered());
            return unavailable(Shown.briefly(e.toString()));
        }
        try (answer) {
            Fetched fetched = judge(version, answer);
            observer.accept(Download.of(fetched, answer));
            return fetched;
        }
    }

    private Fetched judge(VersionIdentity version, Answer answer)
            throws IOException, InterruptedException {
        return switch (answer.status()) {
            case 200 -> receive(version, answer);
            case 403, 404, 410 -> new Fetched.Missing(answer.status());
            default ->
                    new Fetched.Unavailable(
                            Shown.briefly(answer.uri().toString()) + " answers " + answer.status(),
                            answer.retryAfter(clock.instant()));
        };
    }

    /** Only the disk's own failures leave as exceptions. */
    private Fetched receive(VersionIdentity version, Answer answer)
            throws IOException, InterruptedException {
        // Nothing was asked for but the file as it is: its hash could not be known otherwise.
        String encoding = answer.header("Content-Encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            return unavailable("the file comes in the encoding " + Shown.briefly(encoding));
        }
        OptionalLong declared = answer.declaredLength();
        if (declared.orElse(0) > maxLength) {
            return new Fetched.LengthRefused(declared.getAsLong());
        }
        try (Reception reception = new Reception(space, declared)) {
            return receive(version, answer, reception);
        } catch (ClosedByInterruptException e) {
            throw interrupted(version);
        }
    }

    private Fetched receive(VersionIdentity version, Answer answer, Reception reception)
            throws IOException, InterruptedException {
        byte[] buffer = new byte[BUFFER];
        while (true) {
            int count;
            try {
                count = answer.read(buffer);
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw interrupted(version);
                }
                return unavailable(Shown.briefly(e.toString()));
            }
            if (count < 0) {
                break;
            }
            if (reception.length() + count > maxLength) {
                return new Fetched.LengthRefused(reception.length() + count);
            }
            reception.take(buffer, count);
        }
        return verify(version, answer.declaredLength(), reception);
    }

    private static Fetched verify(
            VersionIdentity version, OptionalLong declared, Reception reception)
            throws IOException {
        long length = reception.length();
        if (declared.orElse(length) != length) {
            return unavailable(
                    "of " + declared.getAsLong() + " bytes announced, " + length + " came");
        }
        Sha256 actual = reception.sha256();
        if (!actual.equals(version.cksum())) {
            return new Fetched.Mismatch(actual);
        }
        return length == 0
                ? new Fetched.LengthRefused(0)
                : new Fetched.Content(reception.handOver());
    }

    /** As is usual, the thread is not interrupted any more when this is thrown. */
    private static InterruptedException interrupted(VersionIdentity version) {
        Thread.interrupted();
        return new InterruptedException("interrupted while downloading " + version);
    }

    private static Fetched unavailable(String reason) {
        return new Fetched.Unavailable(reason, Optional.empty());
    }

    /** In bytes, of what contents may take. */
    long freeMemory() {
        return space.room().free();
    }

    /** Drops what is under way. */
    @Override
    public void close() {
        http.close();
    }
}
