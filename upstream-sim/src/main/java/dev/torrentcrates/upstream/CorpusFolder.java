package dev.torrentcrates.upstream;

import dev.torrentcrates.index.IndexPath;
import dev.torrentcrates.upstream.download.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of real crates and their index lines: {@code crates/*.crate}, and {@code index/} laid
 * out as a sparse index. It is no part of this project; what uses it must do without it too.
 *
 * @param folder that holds the two
 */
public record CorpusFolder(Path folder) {
    /** Names the folder, where it is not at its usual place. */
    public static final String VARIABLE = "TORRENT_CRATES_CORPUS";

    private static final Path USUAL_PLACE = Path.of("shared", "corpus");

    /**
     * Looks where {@link #VARIABLE} says; where it says nothing, for a {@code shared/corpus} beside
     * the working directory or any folder above it.
     */
    public static Optional<CorpusFolder> find() {
        String named = System.getenv(VARIABLE);
        Stream<Path> places =
                named != null && !named.isEmpty()
                        ? Stream.of(Path.of(named))
                        : Stream.iterate(
                                        Path.of("").toAbsolutePath(),
                                        folder -> folder != null,
                                        Path::getParent)
                                .map(parent -> parent.resolve(USUAL_PLACE));
        return places.filter(place -> Files.isDirectory(place.resolve("index")))
                .findFirst()
                .map(CorpusFolder::new);
    }

    /** Adds all lines, byte for byte, and the crate files there are for them. */
    void addTo(IndexEdit edit) {
        Path index = folder.resolve("index");
        try (Stream<Path> walk = Files.walk(index)) {
            List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
            for (Path file : files) {
                String path = index.relativize(file).toString().replace('\\', '/');
                if (IndexPath.isCrateFile(path)) {
                    addFile(edit, path, Files.readAllBytes(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the crates in " + folder, e);
        }
    }

    private void addFile(IndexEdit edit, String path, byte[] content) throws IOException {
        edit.putIndexFile(path, content);
        for (Release release :
                new CrateLines(content).parsed().stream().map(Release::of).toList()) {
            Path crate = folder.resolve("crates").resolve(release.fileName());
            if (Files.exists(crate)) {
                edit.putFile(release, Files.readAllBytes(crate));
            }
        }
    }
}
