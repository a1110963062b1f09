package dev.torrentcrates.cargotorrent.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.cargotorrent.remote.FileAnswer;
import dev.torrentcrates.cargotorrent.remote.Validators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of an index file, and what it says after each pair of answers. */
class KnownFileTest {
    private static final String PATH = "ti/da/tidal";
    private static final Validators FIRST = new Validators("\"1\"", null);
    private static final Validators SECOND = new Validators(null, "yesterday");
    private static final FileAnswer AWAY = new FileAnswer.Unreachable("away");
    private static final KnownFile BOTH =
            new KnownFile(bytes("upstream"), FIRST, bytes("service"), SECOND);

    @TempDir Path folder;

    @Test
    void whatIsAwayLeavesWhatWasSeen() {
        assertThat(BOTH.after(AWAY, AWAY).isSameAs(BOTH)).isTrue();
        assertThat(BOTH.after(new FileAnswer.Unchanged(), AWAY).isSameAs(BOTH)).isTrue();
    }

    @Test
    void eachFreshFileReplacesItsOwn() {
        FileAnswer fresh = new FileAnswer.Fresh(bytes("new"), SECOND);

        KnownFile upstreamNew = BOTH.after(fresh, AWAY);
        KnownFile serviceNew = BOTH.after(AWAY, fresh);

        assertThat(
                        upstreamNew.isSameAs(
                                new KnownFile(bytes("new"), SECOND, bytes("service"), SECOND)))
                .isTrue();
        assertThat(
                        serviceNew.isSameAs(
                                new KnownFile(bytes("upstream"), FIRST, bytes("new"), SECOND)))
                .isTrue();
    }

    @Test
    void aCrateThatUpstreamHasNotIsForgottenWhateverTheIndexServiceSays() {
        FileAnswer fresh = new FileAnswer.Fresh(bytes("new"), SECOND);

        assertThat(BOTH.after(new FileAnswer.Absent(), fresh).merged(PATH)).isEmpty();
    }

    @Test
    void whatUpstreamNeverSaidIsTheIndexServicesFileAsItIs() {
        KnownFile known =
                KnownFile.NOTHING.after(AWAY, new FileAnswer.Fresh(bytes("service"), FIRST));

        assertThat(known.merged(PATH).orElseThrow().content()).isEqualTo(bytes("service"));
        assertThat(KnownFile.NOTHING.merged(PATH)).isEmpty();
    }

    @Test
    void aFileOnDiskIsWhatWasWritten() throws IOException {
        KnownFiles files = new KnownFiles(folder);
        KnownFile upstreamOnly = new KnownFile(bytes("upstream\n\n"), FIRST, null, Validators.NONE);
        KnownFile serviceOnly = new KnownFile(null, Validators.NONE, bytes("service"), SECOND);

        for (KnownFile known : new KnownFile[] {BOTH, upstreamOnly, serviceOnly}) {
            files.write(PATH, known);
            assertThat(files.read(PATH).isSameAs(known)).isTrue();
        }
        try (var left = Files.list(folder.resolve("ti/da"))) {
            assertThat(left).containsExactly(folder.resolve(PATH));
        }
    }

    @Test
    void nothingKnownIsNoFile() throws IOException {
        KnownFiles files = new KnownFiles(folder);
        files.write(PATH, BOTH);

        files.write(PATH, KnownFile.NOTHING);

        assertThat(folder.resolve(PATH)).doesNotExist();
        assertThat(files.read(PATH).isSameAs(KnownFile.NOTHING)).isTrue();
    }

    @Test
    void aFileThatWasCutOffOrIsAnotherIsAsIfItWereNotThere() throws IOException {
        KnownFiles files = new KnownFiles(folder);
        files.write(PATH, BOTH);
        byte[] whole = Files.readAllBytes(folder.resolve(PATH));
        for (int length = 0; length < whole.length; length += 3) {
            Files.write(folder.resolve(PATH), Arrays.copyOf(whole, length));
            assertThat(files.read(PATH).isSameAs(KnownFile.NOTHING)).isTrue();
        }
        Files.writeString(folder.resolve(PATH), "{\"format\":2}\n");
        assertThat(files.read(PATH).isSameAs(KnownFile.NOTHING)).isTrue();
    }

    @Test
    void theOldestFilesLeaveTheMemoryFirst() {
        RecentFiles recent = new RecentFiles(100);
        CrateFileView view = CrateFileView.of(PATH, BOTH).orElseThrow();
        int fit = (int) (100 / view.weight());
        for (int i = 0; i < fit; i++) {
            recent.put("path" + i, view);
        }
        assertThat(recent.get("path0")).isNotNull();

        recent.put("one more", view);

        assertThat(recent.get("path0")).isNotNull();
        assertThat(recent.get("path1")).isNull();
        assertThat(recent.get("one more")).isNotNull();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
