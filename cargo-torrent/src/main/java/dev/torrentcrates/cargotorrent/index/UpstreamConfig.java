package dev.torrentcrates.cargotorrent.index;

import dev.torrentcrates.cargotorrent.files.FileReplacement;
import dev.torrentcrates.cargotorrent.remote.FileAnswer;
import dev.torrentcrates.cargotorrent.remote.RemoteFiles;
import dev.torrentcrates.cargotorrent.remote.Validators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Upstream's {@code config.json}. It changes once in years, so what was seen last serves while
 * upstream is away, and cargo, which asks for it at each update, never waits for it. Thread-safe.
 */
public final class UpstreamConfig {
    private static final String NAME = "config.json";
    private static final Duration FRESH_FOR = Duration.ofMinutes(10);

    /** Many crates are wanted at once: one of them asks, not each after the other. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

    private static final System.Logger LOG = System.getLogger(UpstreamConfig.class.getName());

    private final RemoteFiles upstream;
    private final Path file;
    private volatile @Nullable RegistryConfig last;
    private volatile long staleAtNanos;
    private @Nullable Failure failure;

    /** Why upstream did not say, and until when it is not asked again. */
    private record Failure(String reason, long endNanos) {}

    /**
     * Upstream's configuration.
     *
     * @param folder where the file is kept
     */
    public UpstreamConfig(RemoteFiles upstream, Path folder) {
        this.upstream = upstream;
        this.file = folder.resolve(NAME);
    }

    /** What was seen last; null where nothing ever was. Does not ask upstream. */
    public @Nullable RegistryConfig last() {
        RegistryConfig seen = last;
        if (seen == null) {
            try {
                seen = RegistryConfig.parse(Files.readAllBytes(file));
                last = seen;
            } catch (NoSuchFileException e) {
                return null;
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "{0} cannot be read: {1}", file, e);
            }
        }
        return seen;
    }

    /** Whether {@link #refresh()} has been long ago, or never was. */
    public boolean isStale() {
        return staleAtNanos == 0 || System.nanoTime() - staleAtNanos > 0;
    }

    /**
     * Asks upstream. Who calls while another one asks waits for the same answer, good or bad; a bad
     * one is remembered for some seconds.
     *
     * @throws IOException where upstream does not say, or did not a moment ago
     */
    public synchronized RegistryConfig refresh() throws IOException {
        RegistryConfig seen = last;
        if (seen != null && !isStale()) {
            return seen;
        }
        Failure before = failure;
        if (before != null && System.nanoTime() - before.endNanos() < 0) {
            throw new IOException(before.reason());
        }
        String trouble = upstream.trouble();
        if (trouble != null) {
            throw new IOException(trouble);
        }
        try {
            RegistryConfig config = ask();
            last = config;
            staleAtNanos = System.nanoTime() + FRESH_FOR.toNanos();
            failure = null;
            return config;
        } catch (IOException e) {
            failure =
                    new Failure(
                            String.valueOf(e.getMessage()),
                            System.nanoTime() + PAUSE_AFTER_FAILURE.toNanos());
            throw e;
        }
    }

    private RegistryConfig ask() throws IOException {
        return switch (upstream.ask(NAME, Validators.NONE)) {
            case FileAnswer.Fresh(var content, _) -> {
                RegistryConfig config = RegistryConfig.parse(content);
                FileReplacement.write(file, content);
                yield config;
            }
            case FileAnswer.Absent _, FileAnswer.Unchanged _ ->
                    throw new IOException(
                            upstream.base() + " has no " + NAME + ": is it an index?");
            case FileAnswer.Unreachable(var reason) -> throw new IOException(reason);
        };
    }
}
