package dev.torrentcrates.bench.watcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Fills in what a watcher does not say yet from when the refs of its clone were moved. Its looks
 * then begin after the fetch.
 */
final class RefTimes {
    private RefTimes() {}

    static WatcherAnswer complete(WatcherAnswer answer, Path repository) throws IOException {
        if (answer.commit().isEmpty() || answer.publication().isPresent()) {
            return answer;
        }
        Instant fetched = moved(repository, "fetched");
        Instant publishing = moved(repository, "publishing");
        Instant published = moved(repository, "published");
        return new WatcherAnswer(
                answer.commit(),
                answer.events(),
                Optional.of(
                        new WatcherAnswer.Publication(
                                answer.commit().get(),
                                answer.events(),
                                Duration.between(publishing, published))),
                Optional.of(
                        new WatcherAnswer.Look(
                                fetched, Duration.between(fetched, published), Duration.ZERO)),
                answer.trouble());
    }

    private static Instant moved(Path repository, String ref) throws IOException {
        return Files.getLastModifiedTime(repository.resolve("refs/watcher").resolve(ref))
                .toInstant();
    }
}
