package dev.torrentcrates.seeder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.storage.MemoryBlobStore;
import dev.torrentcrates.storage.NoSuchBlobException;
import dev.torrentcrates.upstream.sample.SampleCrate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentFolderTest {
    @TempDir Path folder;
    private final MemoryBlobStore storage = new MemoryBlobStore();
    private final SampleCrate crate = Versions.crate("demo", "the bytes");
    private final SeededVersion version = Versions.version(crate);
    private ContentFolder content;

    @BeforeEach
    void open() throws IOException {
        content = ContentFolder.open(folder, storage);
    }

    @Test
    void aFileThatIsMissingComesFromStorageOnce() throws IOException {
        storage.putIfAbsent(BlobKey.crate(crate.cksum()), crate.content());

        Path file = content.require(version);

        assertThat(file).hasBinaryContent(crate.content()).hasFileName("demo-1.0.0.crate");
        ContentFolder withoutStorage = ContentFolder.open(folder, new MemoryBlobStore());
        assertThat(withoutStorage.require(version)).isEqualTo(file);
    }

    @Test
    void aFileOfAnotherLengthIsFetchedAgain() throws IOException {
        storage.putIfAbsent(BlobKey.crate(crate.cksum()), crate.content());
        Files.write(content.require(version), Versions.bytes("cut"));

        assertThat(content.require(version)).hasBinaryContent(crate.content());
    }

    @Test
    void otherBytesInStorageAreRefusedAndLeaveNothing() {
        storage.putIfAbsent(BlobKey.crate(crate.cksum()), Versions.bytes("others"));

        assertThatThrownBy(() -> content.require(version))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("other bytes for demo 1.0.0");

        assertThat(content.folderOf(version)).doesNotExist();
        assertThat(folder.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void contentThatIsNotStoredIsAnErrorThatNamesIt() {
        assertThatThrownBy(() -> content.require(version))
                .isInstanceOf(NoSuchBlobException.class)
                .hasMessageContaining(crate.cksum().hex());
    }

    @Test
    void ofTwoCratesWithTheSameContentEachHasAFileAndTheLastOneTakesTheFolder() throws IOException {
        SeededVersion twin = Versions.version(Versions.crate("twin", "the bytes"));
        storage.putIfAbsent(BlobKey.crate(crate.cksum()), crate.content());
        Path gone = content.require(version);
        Path kept = content.require(twin);

        content.drop(version);
        assertThat(gone).doesNotExist();
        assertThat(kept).hasBinaryContent(crate.content());
        content.drop(twin);
        content.drop(twin);

        assertThat(content.folderOf(twin)).doesNotExist();
    }

    @Test
    void whatNobodyWantsAnyMoreIsTidiedAway() throws IOException {
        SampleCrate other = Versions.crate("other", "other bytes");
        storage.putIfAbsent(BlobKey.crate(crate.cksum()), crate.content());
        storage.putIfAbsent(BlobKey.crate(other.cksum()), other.content());
        Path kept = content.require(version);
        Path gone = content.require(Versions.version(other));

        assertThat(content.keepOnly(Set.of(crate.cksum().hex()))).isEqualTo(1);

        assertThat(kept).exists();
        assertThat(gone).doesNotExist();
    }
}
