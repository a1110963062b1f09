package dev.torrentcrates.swarm.libtorrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.swarm.NativeLibraryMissing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {
    @TempDir Path folder;

    @Test
    void theLibraryIsUnpackedOnceAndThenShared() throws Exception {
        Path file = NativeLibrary.unpack(folder.resolve("new/folder"));
        FileTime written = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(file, written);

        assertThat(NativeLibrary.unpack(folder.resolve("new/folder"))).isEqualTo(file);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(written);
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aDamagedLibraryIsReplaced() throws Exception {
        Path file = NativeLibrary.unpack(folder);
        byte[] library = Files.readAllBytes(file);
        Files.write(file, new byte[] {1, 2, 3});

        assertThat(NativeLibrary.unpack(folder)).isEqualTo(file).hasBinaryContent(library);
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws Exception {
        Path notAFolder = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> NativeLibrary.unpack(notAFolder))
                .isInstanceOf(NativeLibraryMissing.class)
                .hasMessageContaining(notAFolder.toString());
    }

    @Test
    void otherMachinesAreToldWhatItRunsOn() {
        assertThatThrownBy(() -> NativeLibrary.requirePlatform("Mac OS X", "aarch64"))
                .isInstanceOf(NativeLibraryMissing.class)
                .hasMessageContaining("Linux on x86_64")
                .hasMessageContaining("Mac OS X on aarch64");
    }
}
