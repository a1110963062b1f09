package dev.torrentcrates.torrentizer.build;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.torrentizer.ListedBlobStore;
import dev.torrentcrates.torrentizer.attempt.Attempts;
import dev.torrentcrates.torrentizer.build.BuildOutcome.Built;
import dev.torrentcrates.torrentizer.upstream.CrateContent;
import dev.torrentcrates.torrentizer.upstream.CrateSource;
import dev.torrentcrates.torrentizer.upstream.Fetched;
import dev.torrentcrates.upstream.sample.SampleCrate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is stored of a crate is a function of the crate, wherever and whenever it is built. */
class PureTorrentTest {
    private static final List<SampleCrate> CRATES = FixedCrates.all();

    /** Of the same bytes, as the vectors of the recipe have them, by version of {@code vector}. */
    private static final Map<String, String> INFOHASHES =
            Map.of(
                    "1.0.0", "1fd79b1dec31ae30b8ad74f464444a807b4c8516",
                    "100.0.0", "f653a6ea107c5b5dc56d48dfd348ca04081d88a8",
                    "16384.0.0", "2dae9de2c4cdd725260e75baa028445a4d45376a",
                    "16385.0.0", "0c7c084a451a984d261f89df5b1cbbad3ef89131",
                    "65537.0.0", "52ee583e9f72d522ea79e734f0b5d8dfe1d739ab",
                    "4194304.0.0", "d5c22c5b0740dc553ca23d69b9d5aca1d264e050",
                    "4194305.0.0", "5139a3c63b5727cc450d25e023119c9d27237ce4",
                    "9999999.0.0", "11a66c58be956d1647a005c7111bdbf0d73da2d9");

    /** Flags of JVMs that think differently of letters, digits, calendars, zones and bytes. */
    private static final List<List<String>> PLACES =
            List.of(
                    List.of("-Duser.language=en", "-Duser.country=US", "-Duser.timezone=UTC"),
                    List.of("-Duser.language=tr", "-Duser.country=TR", "-Dfile.encoding=UTF-16"),
                    List.of(
                            "-Duser.language=ar",
                            "-Duser.country=EG",
                            "-Duser.extensions=u-nu-arab",
                            "-Duser.timezone=Pacific/Apia"),
                    List.of(
                            "-Duser.language=th",
                            "-Duser.country=TH",
                            "-Duser.extensions=u-ca-buddhist-nu-thai",
                            "-Duser.timezone=America/St_Johns",
                            "-Dfile.encoding=COMPAT"));

    @TempDir Path folder;

    @Test
    void theVectorsOfTheRecipeAreWhatIsStored() throws Exception {
        Map<String, String> built = new HashMap<>();
        CrateBuilder builder =
                new CrateBuilder(
                        FixedCrates.inMemory(CRATES), new StoredVersions(new ListedBlobStore()));
        for (SampleCrate crate : CRATES) {
            BuildOutcome outcome = builder.build(FixedCrates.identity(crate), Attempts.UNHURRIED);
            if (crate.name().value().equals("vector") && outcome instanceof Built(var entry, _)) {
                built.put(crate.version().value(), entry.btih().hex());
            }
        }

        assertThat(built).isEqualTo(INFOHASHES);
    }

    @Test
    void anyLocaleZoneCharsetAndOrderGivesTheSameBytes() throws Exception {
        String here = bucketOfThisJvm();
        List<Process> children = new ArrayList<>();
        for (List<String> place : PLACES) {
            children.add(child(place, children.size() + 1));
        }
        List<String> surroundings = new ArrayList<>();
        for (Process child : children) {
            String said = new String(child.getInputStream().readAllBytes(), US_ASCII).strip();
            int end = said.indexOf('\n');
            assertThat(end).as("what a child says: %s", said).isPositive();
            surroundings.add(said.substring(0, end));

            assertThat(said.substring(end + 1)).as(said.substring(0, end)).isEqualTo(here);
        }
        assertThat(surroundings)
                .as("places that differ")
                .doesNotHaveDuplicates()
                .anyMatch(it -> it.contains("t?tan?c"))
                .anyMatch(it -> it.contains("UTF-16"))
                .anyMatch(it -> it.contains("ASCII"))
                .anyMatch(it -> it.contains("Apia"))
                .filteredOn(it -> it.contains("|???????|"))
                .hasSize(2);
    }

    @Test
    void twoTorrentizersAtOnceOnOneStoreLeaveWhatOneLeaves() throws Exception {
        ListedBlobStore store = new ListedBlobStore();
        CrateBuilder one =
                new CrateBuilder(FixedCrates.inMemory(CRATES), new StoredVersions(store));
        CrateBuilder other = new CrateBuilder(inFiles(), new StoredVersions(store));
        CyclicBarrier together = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Void>> built = new ArrayList<>();
            for (CrateBuilder builder : List.of(one, other)) {
                built.add(
                        threads.submit(
                                () -> {
                                    for (SampleCrate crate : CRATES) {
                                        together.await();
                                        builder.build(
                                                FixedCrates.identity(crate), Attempts.UNHURRIED);
                                    }
                                    return null;
                                }));
            }
            for (Future<Void> future : built) {
                future.get();
            }
        }

        assertThat(FixedCrates.listing(store)).isEqualTo(bucketOfThisJvm());
    }

    private static String bucketOfThisJvm() throws Exception {
        ListedBlobStore store = new ListedBlobStore();
        CrateBuilder builder =
                new CrateBuilder(FixedCrates.inMemory(CRATES), new StoredVersions(store));
        for (SampleCrate crate : CRATES) {
            builder.build(FixedCrates.identity(crate), Attempts.UNHURRIED);
        }
        assertThat(store.contents()).hasSize(2 * CRATES.size());
        return FixedCrates.listing(store);
    }

    private CrateSource inFiles() {
        return (version, _) -> {
            byte[] content = FixedCrates.contentOf(version, CRATES);
            Path file = Files.write(Files.createTempFile(folder, "", ".crate"), content);
            return new Fetched.Content(new CrateContent.InFile(file, content.length));
        };
    }

    private static Process child(List<String> flags, int seed) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        command.addAll(flags);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(FixedCrates.class.getName());
        command.add(Integer.toString(seed));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }
}
