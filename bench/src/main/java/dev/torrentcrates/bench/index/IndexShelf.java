package dev.torrentcrates.bench.index;

import dev.torrentcrates.bench.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where generated indexes lie, for making a large one takes minutes.
 *
 * @param folder made where it is missing; only this writes to it
 */
public record IndexShelf(Path folder) {
    /**
     * An index of its own for whoever asks, made from the one on the shelf; that is generated and
     * packed first where it is not there yet.
     *
     * @param repository where the caller's is to lie
     */
    public GeneratedIndex take(int crates, Path repository, Progress progress) throws IOException {
        Files.createDirectories(folder);
        Path kept = folder.resolve("index-" + crates + ".git");
        if (!Files.exists(kept)) {
            // Under another name until it is whole, or a later run would take half of one.
            Path begun = Files.createTempDirectory(folder, "begun-").resolve("index.git");
            generate(begun, crates, progress);
            Files.move(begun, kept, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(begun.getParent());
        }
        return GeneratedIndex.copy(kept, crates, repository);
    }

    private static void generate(Path repository, int crates, Progress progress)
            throws IOException {
        GeneratedIndex index;
        AtomicInteger written = new AtomicInteger();
        try (Progress.Step step =
                progress.begin(
                        "generating an index",
                        () ->
                                String.format(
                                        Locale.ROOT, "%,d of %,d crates", written.get(), crates))) {
            index = GeneratedIndex.write(repository, crates, written::set);
            step.done();
        }
        try (Progress.Step step =
                progress.begin("packing it", () -> "git repack -a -d -f, default window")) {
            index.pack();
            step.done();
        }
    }
}
