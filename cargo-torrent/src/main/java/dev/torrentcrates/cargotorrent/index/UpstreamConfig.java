package dev.torrentcrates.cargotorrent.index;

import dev.torrentcrates.cargotorrent.remote.FileAnswer;
import dev.torrentcrates.cargotorrent.remote.RemoteFiles;
import dev.torrentcrates.cargotorrent.remote.Validators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Upstream's {@code config.json}. It changes once in years, so what was seen last serves while
 * upstream is away, and cargo, which asks for it at each update, never waits for it. Thread-safe.
 */
public final class UpstreamConfig {
    private static final String NAME = "config.json";
    private static final Duration FRESH_FOR = Duration.ofMinutes(10);
    private static final System.Logger LOG = System.getLogger(UpstreamConfig.class.getName());

    private final RemoteFiles upstream;
    private final Path file;
    private volatile @Nullable RegistryConfig last;
    private volatile long staleAtNanos;

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
     * Asks upstream.
     *
     * @throws IOException where upstream does not say
     */
    public synchronized RegistryConfig refresh() throws IOException {
        RegistryConfig seen = last;
        if (seen != null && !isStale()) {
            return seen;
        }
        return switch (upstream.ask(NAME, Validators.NONE)) {
            case FileAnswer.Fresh(var content, _) -> {
                RegistryConfig config = RegistryConfig.parse(content);
                keep(content);
                last = config;
                staleAtNanos = System.nanoTime() + FRESH_FOR.toNanos();
                yield config;
            }
            case FileAnswer.Absent _, FileAnswer.Unchanged _ ->
                    throw new IOException(
                            upstream.base() + " has no " + NAME + ": is it an index?");
            case FileAnswer.Unreachable(var reason) -> throw new IOException(reason);
        };
    }

    private void keep(byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Path unfinished = Files.createTempFile(file.getParent(), ".", ".tmp");
        try {
            Files.write(unfinished, content);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
