package dev.torrentcrates.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WorkplaceTest {
    @Test
    void aClosedWorkplaceIsGoneWithAllThatWasInIt() throws IOException {
        Path path;
        try (Workplace workplace = Workplace.create("workplace-test")) {
            path = workplace.path();
            Files.writeString(Files.createDirectories(path.resolve("a/b")).resolve("c"), "d");
        }

        assertThat(path).doesNotExist();
    }
}
