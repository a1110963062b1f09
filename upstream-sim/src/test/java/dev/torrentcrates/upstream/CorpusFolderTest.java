package dev.torrentcrates.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.index.IndexPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loading a folder of crates, once with a folder made here and once with real crates. */
class CorpusFolderTest {
    @TempDir Path folder;

    @Test
    void linesAndCrateFilesAreTakenByteForByteAndTheConfigurationIsNot() throws Exception {
        Path corpus = folder.resolve("corpus");
        // A key unknown here, a space, and no line feed at the end of the second line.
        String lines =
                """
                {"name":"abc","vers":"1.0.0","deps":[],"cksum":"%s","new": 1}
                {"name":"abc","vers":"1.1.0","deps":[],"cksum":"%s"}
                """
                        .formatted("a".repeat(64), "b".repeat(64));
        Files.createDirectories(corpus.resolve("index/3/a"));
        Files.createDirectories(corpus.resolve("crates"));
        Files.writeString(corpus.resolve("index/3/a/abc"), lines);
        Files.writeString(corpus.resolve("index/config.json"), "{}");
        Files.writeString(corpus.resolve("crates/abc-1.0.0.crate"), "content");

        try (UpstreamSim sim = UpstreamSim.start(folder.resolve("sim"))) {
            sim.loadFolder(new CorpusFolder(corpus));
            assertThat(sim.files()).containsOnly(Map.entry("3/a/abc", lines));
            assertThat(sim.crateFile("abc", "1.0.0")).asString().isEqualTo("content");
        }
    }

    @Test
    void realCratesAreLoaded() throws Exception {
        Optional<CorpusFolder> corpus = CorpusFolder.find();
        assumeTrue(
                corpus.isPresent(),
                "no folder of real crates here; " + CorpusFolder.VARIABLE + " may name one");
        try (UpstreamSim sim = UpstreamSim.start(folder)) {
            sim.loadFolder(corpus.get());
            assertThat(sim.lines()).hasSizeGreaterThan(100);
            Path original = corpus.get().folder().resolve("index");
            Map<String, String> files = sim.files();
            for (IndexLine line : sim.lines()) {
                String path = IndexPath.of(line.name());
                assertThat(files).containsEntry(path, Files.readString(original.resolve(path)));
            }
        }
    }
}
