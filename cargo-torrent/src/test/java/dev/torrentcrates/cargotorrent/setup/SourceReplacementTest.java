package dev.torrentcrates.cargotorrent.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.cargotorrent.setup.SourceReplacement.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a configuration of cargo. */
class SourceReplacementTest {
    private static final String REGISTRY = "sparse+http://127.0.0.1:7878/index/";
    private static final String TABLES =
            """
            [source.crates-io]
            replace-with = "torrent-crates"

            [source.torrent-crates]
            registry = "sparse+http://127.0.0.1:7878/index/"
            """;

    @TempDir Path folder;

    @Test
    void anEmptyConfigurationBecomesTheTables() {
        assertThat(written("")).isEqualTo(TABLES);
        assertThat(SourceReplacement.tables(REGISTRY)).isEqualTo(TABLES);
    }

    @Test
    void whatItSaysBesidesStaysCommentsAndAll() {
        String before =
                "# mine\n[build]\njobs = 3 # not more\n[source.elsewhere]\nlocal-registry = \"x\"";

        assertThat(written(before)).isEqualTo(before + "\n\n" + TABLES);
    }

    @Test
    void aSecondTimeNothingChanges() {
        assertThat(decide(TABLES)).isEqualTo(new Decision.Nothing());
        assertThat(decide(written("[net]\nretry = 3\n"))).isEqualTo(new Decision.Nothing());
    }

    @Test
    void theTwoLinesOfTheReadmeAreTheSame() {
        assertThat(
                        decide(
                                """
                                source.crates-io.replace-with = "torrent-crates"
                                source.torrent-crates.registry = "%s"
                                [build]
                                jobs = 1
                                """
                                        .formatted(REGISTRY)))
                .isEqualTo(new Decision.Nothing());
    }

    @Test
    void anotherPortIsPutInThePlaceOfTheOldOne() {
        String before = "# kept\n" + TABLES.replace("7878", "1234") + "# kept too\n";

        assertThat(written(before)).isEqualTo("# kept\n" + TABLES + "# kept too\n");
    }

    @Test
    void theTableThatIsMissingIsAdded() {
        String own = TABLES.substring(TABLES.indexOf("[source.torrent-crates]"));
        String cratesIo = TABLES.substring(0, TABLES.indexOf("[source.torrent-crates]"));

        assertThat(decide(written(own))).isEqualTo(new Decision.Nothing());
        assertThat(decide(written(cratesIo))).isEqualTo(new Decision.Nothing());
    }

    @Test
    void anotherReplacementOfCratesIoIsLeftAlone() {
        for (String table :
                new String[] {
                    "[source.crates-io]\nreplace-with = \"vendored\"\n",
                    "[source]\ncrates-io = { replace-with = \"vendored\" }\n",
                    "source.crates-io.registry = \"https://mirror.example/\"\n",
                    "[source.crates-io]\nreplace-with = \"torrent-crates\"\nregistry = \"x\"\n"
                }) {
            assertThat(decide(table))
                    .isInstanceOfSatisfying(
                            Decision.Refuse.class,
                            refuse ->
                                    assertThat(refuse.reason())
                                            .contains("says something else already"));
        }
    }

    @Test
    void aTableOfOurNameThatIsNotOursIsLeftAlone() {
        assertThat(decide("[source.torrent-crates]\ndirectory = \"vendor\"\n"))
                .isInstanceOf(Decision.Refuse.class);
    }

    @Test
    void sourcesThatCannotBeAddedToAreLeftAlone() {
        assertThat(decide("source = { elsewhere = { directory = \"x\" } }\n"))
                .isInstanceOfSatisfying(
                        Decision.Refuse.class,
                        refuse -> assertThat(refuse.reason()).contains(TABLES));
    }

    @Test
    void whatIsNotTomlIsLeftAlone() {
        assertThat(decide("[build\njobs = 3"))
                .isInstanceOfSatisfying(
                        Decision.Refuse.class,
                        refuse -> assertThat(refuse.reason()).contains("not valid TOML"));
    }

    @Test
    void theFileKeepsItsLinkAndItsPermissions() throws IOException {
        Path real = Files.writeString(folder.resolve("dotfiles.toml"), "");
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
        Path home = Files.createDirectories(folder.resolve("cargo"));
        Files.createSymbolicLink(home.resolve("config.toml"), real);

        CargoConfigFile.in(home).write(TABLES);

        assertThat(home.resolve("config.toml")).isSymbolicLink();
        assertThat(real).hasContent(TABLES);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void theOldNameOfTheFileGoesFirstAsItDoesForCargo() throws IOException {
        assertThat(CargoConfigFile.in(folder).path()).isEqualTo(folder.resolve("config.toml"));
        assertThat(CargoConfigFile.in(folder).read()).isEmpty();
        Files.writeString(folder.resolve("config"), "# old");

        assertThat(CargoConfigFile.in(folder).read()).isEqualTo("# old");
    }

    private static Decision decide(String text) {
        return SourceReplacement.decide(text, REGISTRY);
    }

    private static String written(String text) {
        Decision decision = decide(text);
        assertThat(decision).isInstanceOf(Decision.Write.class);
        return ((Decision.Write) decision).text();
    }
}
