package dev.torrentcrates.bench.watcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.torrentcrates.bench.BenchFailedException;
import dev.torrentcrates.bench.Samples;
import dev.torrentcrates.bench.git.Git;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The peer of a replay: {@code git cat-file --batch} reads every blob of a state, and what it
 * writes is read and dropped.
 */
final class BlobReading {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Git git;
    private final Path ids;

    private BlobReading(Git git, Path ids) {
        this.git = git;
        this.ids = ids;
    }

    /**
     * Lists the blobs of a commit, which is no part of what is measured.
     *
     * @param ids a file for their ids
     */
    static BlobReading of(Git git, String commit, Path ids) throws IOException {
        Process listing = git.command("ls-tree", "-r", commit).start();
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(listing.getInputStream(), UTF_8));
                BufferedWriter out = Files.newBufferedWriter(ids)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.write(line.split("\\s", 4)[2]); // mode, type, id, path
                out.newLine();
            }
            Git.finish(listing);
        }
        return new BlobReading(git, ids);
    }

    /**
     * Reads them all so many times.
     *
     * @param atLeast so many bytes must come
     */
    Samples measure(int rounds, long atLeast) throws IOException, BenchFailedException {
        List<Duration> took = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            long began = System.nanoTime();
            long bytes = read();
            took.add(Duration.ofNanos(System.nanoTime() - began));
            if (bytes < atLeast) {
                throw new BenchFailedException(
                        "git cat-file gave " + bytes + " bytes of " + atLeast);
            }
        }
        return new Samples(took);
    }

    private long read() throws IOException {
        Process reading =
                git.command("cat-file", "--batch")
                        .redirectInput(Redirect.from(ids.toFile()))
                        .start();
        long bytes = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        InputStream in = reading.getInputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            bytes += read;
        }
        Git.finish(reading);
        return bytes;
    }
}
