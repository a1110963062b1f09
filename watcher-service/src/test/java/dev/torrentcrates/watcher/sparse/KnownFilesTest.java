package dev.torrentcrates.watcher.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownFilesTest {
    @TempDir Path folder;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Path file = folder.resolve("known.txt");
        KnownFiles.Known serde =
                new KnownFiles.Known("serde", new Validators("\"1\"", null), "0".repeat(64));
        KnownFiles written = KnownFiles.read(file);
        written.putAll(Map.of("serde", serde));
        written.write();

        assertThat(KnownFiles.read(file).find("serde")).contains(serde);
    }

    @Test
    void aLineThatDoesNotSayOfWhichContentItIsIsNotKnown() throws IOException {
        Path file = folder.resolve("known.txt");
        Files.writeString(file, "serde\tserde\t\"1\"\tyesterday\n");

        assertThat(KnownFiles.read(file).find("serde")).isEmpty();
    }
}
