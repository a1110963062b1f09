package dev.torrentcrates.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.torrentcrates.event.Commit;
import dev.torrentcrates.upstream.download.CrateShelf;
import dev.torrentcrates.upstream.download.Release;
import dev.torrentcrates.upstream.git.GitIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Consumer;

/** Writes the history of the index, and the crate files that go with it. Thread-safe. */
final class IndexCommits {
    private final GitIndex index;
    private final CrateShelf shelf;

    IndexCommits(GitIndex index, CrateShelf shelf) {
        this.index = index;
        this.shelf = shelf;
    }

    synchronized Commit commit(String message, Consumer<IndexEdit> changes) {
        Instant time = now();
        IndexEdit edit = new IndexEdit(index, time);
        changes.accept(edit);
        try {
            for (Map.Entry<Release, byte[]> file : edit.newFiles().entrySet()) {
                shelf.put(file.getKey(), file.getValue());
            }
            Commit commit = index.commit(edit.indexFiles(), message, time);
            for (Release release : edit.oldFiles()) {
                shelf.remove(release);
            }
            return commit;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot commit '" + message + "' to the index", e);
        }
    }

    synchronized Commit squash() {
        Instant time = now();
        try {
            return index.squash("snapshot-" + LocalDate.ofInstant(time, ZoneOffset.UTC), time);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot squash the index", e);
        }
    }

    synchronized Commit squashAndForget() {
        Commit squashed = squash();
        try {
            index.forget();
            return squashed;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot forget what was squashed", e);
        }
    }

    /** The addresses in config.json hold the port, which may be another one than last time. */
    synchronized void configure(URI baseUrl) throws IOException {
        String config =
                """
                {
                  "dl": "%1$s/crates/{crate}/{crate}-{version}.crate",
                  "api": "%1$s"
                }
                """
                        .formatted(baseUrl);
        byte[] before = index.files().getOrDefault("config.json", new byte[0]);
        if (!config.equals(new String(before, UTF_8))) {
            index.commit(Map.of("config.json", config.getBytes(UTF_8)), "Configure", now());
        }
    }

    /** Git keeps whole seconds, and so does {@code pubtime}. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }
}
