package dev.torrentcrates.cargotorrent.crates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.torrent.TorrentRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store gives out, and what it does not. */
class CrateStoreTest {
    private static final byte[] CONTENT = "the content".getBytes(UTF_8);
    private static final WantedCrate CRATE = wanted("Tidal_one", "1.0.0-rc.1+build.5", CONTENT);

    @TempDir Path home;
    private CrateStore store;

    @BeforeEach
    void open() throws IOException {
        store = CrateStore.open(home);
    }

    @Test
    void whatWasTakenIsFoundAtItsPlace() throws IOException {
        put(CRATE, CONTENT);

        String cksum = CRATE.cksum().hex();
        Path place =
                home.resolve("crates")
                        .resolve(cksum.substring(0, 2))
                        .resolve(cksum)
                        .resolve("Tidal_one-1.0.0-rc.1+build.5.crate");
        assertThat(store.find(CRATE)).contains(place);
        assertThat(place).hasBinaryContent(CONTENT);
        assertThat(CrateStore.open(home).find(CRATE)).contains(place);
    }

    @Test
    void aDownloadThatWasCutOffIsAsIfItWereNotThere() throws IOException {
        store.place(CRATE, newFile(CONTENT));

        assertThat(store.find(CRATE)).isEmpty();
        assertThat(store.all()).isEmpty();
    }

    @Test
    void bytesThatChangedOnDiskAreFoundOutAndRemoved() throws IOException {
        Path file = put(CRATE, CONTENT).file();
        Files.writeString(file, "the c0ntent");

        assertThat(CrateStore.open(home).find(CRATE)).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void afterAStartTheTorrentsAreThereWithoutReadingTheCrates() throws IOException {
        byte[] large = new byte[9 << 20];
        new Random(1).nextBytes(large);
        WantedCrate twoPieces = wanted("large", "1.0.0", large);
        put(CRATE, CONTENT);
        Path file = put(twoPieces, large).file();
        // Same length, so that only who reads it would notice.
        Files.write(file, new byte[large.length]);

        assertThat(CrateStore.open(home).all())
                .extracting(CrateStore.Stored::torrent)
                .containsExactlyInAnyOrder(
                        TorrentRecipe.of(CRATE.name(), CRATE.version(), CONTENT),
                        TorrentRecipe.of(twoPieces.name(), twoPieces.version(), large));
    }

    @Test
    void aNoteThatIsDamagedOrWithoutItsCrateIsPassedOver() throws IOException {
        Path file = put(CRATE, CONTENT).file();
        Path note = file.resolveSibling(file.getFileName() + ".torrent.json");
        assertThat(note).exists();
        Files.writeString(note, "{\"file\":\"../../../etc/passwd\",\"length\":1}");

        assertThat(store.all()).isEmpty();
        put(CRATE, CONTENT);
        Files.delete(file);
        assertThat(store.all()).isEmpty();
        assertThat(store.find(CRATE)).isEmpty();
    }

    @Test
    void aNoteThatCannotBeWrittenLeavesNothingUnfinishedBehind() throws IOException {
        Path file = store.folder(CRATE).resolve(CRATE.fileName());
        store.place(CRATE, newFile(CONTENT));
        Files.createDirectories(file.resolveSibling(file.getFileName() + ".torrent.json/taken"));

        assertThatThrownBy(() -> store.accept(CRATE)).isInstanceOf(IOException.class);

        assertThat(home.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void oneContentMayBeTwoCrates() throws IOException {
        WantedCrate other = wanted("other", "2.0.0", CONTENT);
        put(CRATE, CONTENT);
        put(other, CONTENT);

        assertThat(store.find(CRATE)).isPresent();
        assertThat(store.find(other)).isPresent();
        assertThat(store.all()).hasSize(2);
    }

    @Test
    void unfinishedFilesOfAnEarlierTimeAreRemoved() throws IOException {
        Path unfinished = newFile(CONTENT);

        CrateStore.open(home);

        assertThat(unfinished).doesNotExist();
    }

    @Test
    void anEmptyFileIsNobodysCrate() throws IOException {
        assertThat(CrateStore.has(newFile(new byte[0]), Sha256.ofContent(new byte[0]))).isFalse();
        assertThat(CrateStore.has(home.resolve("absent"), CRATE.cksum())).isFalse();
        assertThat(CrateStore.has(newFile(CONTENT), CRATE.cksum())).isTrue();
    }

    private CrateStore.Stored put(WantedCrate crate, byte[] content) throws IOException {
        store.place(crate, newFile(content));
        return store.accept(crate);
    }

    private Path newFile(byte[] content) throws IOException {
        return Files.write(store.newFile(), content);
    }

    private static WantedCrate wanted(String name, String version, byte[] content) {
        return new WantedCrate(
                CrateName.of(name), CrateVersion.of(version), Sha256.ofContent(content));
    }
}
