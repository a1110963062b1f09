package dev.torrentcrates.cargotorrent.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is there after a file was replaced, or was not. */
class FileReplacementTest {
    @TempDir Path folder;

    @Test
    void aFileIsReplacedInAFolderThatNeedNotBeThere() throws IOException {
        Path file = folder.resolve("a/b/file");

        FileReplacement.write(file, "old".getBytes(UTF_8));
        FileReplacement.write(file, "new".getBytes(UTF_8));

        assertThat(file).hasContent("new");
        assertThat(file.getParent()).isDirectoryContaining("glob:**file");
        try (var entries = Files.list(file.getParent())) {
            assertThat(entries).containsExactly(file);
        }
    }

    @Test
    void itsPermissionsStay() throws IOException {
        assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "permissions of this kind are not everywhere");
        Path file = Files.writeString(folder.resolve("file"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        FileReplacement.write(file, "new".getBytes(UTF_8));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void whereItFailsNothingIsLeftBehind() throws IOException {
        Path target = folder.resolve("taken");
        Files.createDirectories(target.resolve("by-a-folder"));
        Path unfinished = Files.createDirectory(folder.resolve("unfinished"));

        assertThatThrownBy(() -> FileReplacement.write(target, new byte[1], unfinished))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> FileReplacement.write(target, new byte[1]))
                .isInstanceOf(IOException.class);

        assertThat(unfinished).isEmptyDirectory();
        try (var entries = Files.list(folder)) {
            assertThat(entries).containsExactlyInAnyOrder(target, unfinished);
        }
    }
}
