package dev.torrentcrates.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A temporary folder for gigabytes that nobody wants to find later. It goes when this is closed,
 * and where the benchmark is told to end before, too: with every process that was started
 * meanwhile, for they write to it.
 */
public final class Workplace implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(2);

    /** A process that has just ended may have left a file behind while its folder was emptied. */
    private static final int ATTEMPTS = 3;

    private final Path path;
    private final Thread hook = new Thread(this::abandon, "remove-workplace");
    private volatile boolean abandoned;

    private Workplace(Path path) {
        this.path = path;
    }

    /** A new one, in the system's folder for such. */
    public static Workplace create(String prefix) throws IOException {
        Workplace made = new Workplace(Files.createTempDirectory(prefix));
        Runtime.getRuntime().addShutdownHook(made.hook);
        return made;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Whether the whole process is about to end, so that what fails now is nobody's news. */
    public boolean isAbandoned() {
        return abandoned;
    }

    /** Deletes the folder. Whoever writes to it has ended by then. */
    @Override
    public void close() throws IOException {
        if (!abandoned) {
            Runtime.getRuntime().removeShutdownHook(hook);
            delete();
        }
    }

    private void abandon() {
        abandoned = true;
        List<ProcessHandle> started = ProcessHandle.current().descendants().toList();
        started.forEach(ProcessHandle::destroy);
        started.forEach(process -> end(process, PATIENCE));
        try {
            delete();
        } catch (IOException e) {
            System.err.println("torrent-crates: " + path + " is left behind: " + e);
        }
    }

    private static void end(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (process.destroyForcibly()) {
                end(process, LAST_PATIENCE);
            }
        } catch (Exception e) {
            System.err.println("torrent-crates: " + process + " may still run: " + e);
        }
    }

    private void delete() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                deleteOnce();
                return;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void deleteOnce() throws IOException {
        try (Stream<Path> walk = Files.walk(path)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
