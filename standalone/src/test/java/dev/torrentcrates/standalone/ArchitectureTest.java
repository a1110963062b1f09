package dev.torrentcrates.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The layering. Whoever is about to alter a rule here should think about the layering first. */
class ArchitectureTest {
    private static final List<String> SERVICES =
            List.of("watcher", "torrentizer", "seeder", "indexservice", "cargotorrent");

    /** Where the types of a vendor may be seen. */
    private static final Map<String, List<String>> VENDORS =
            Map.of(
                    "com.fasterxml.jackson.dataformat.toml",
                    List.of("..watcher.watch..", "..cargotorrent.setup.."),
                    "io.minio",
                    List.of("..storage.s3.."),
                    "org.libtorrent4j",
                    List.of("..swarm.libtorrent.."),
                    "org.eclipse.jgit",
                    List.of("..watcher.git..", "..watcher.store..", "..upstream.git.."),
                    "org.apache.kafka",
                    List.of("..eventlog..", "..embedded.."),
                    "org.gaul",
                    List.of("..embedded.."),
                    "io.vertx",
                    List.of("..cargotorrent.daemon..", "..indexservice.announce.."));

    private static JavaClasses everything;

    @BeforeAll
    static void importClasses() {
        everything =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.torrentcrates");
    }

    @Test
    void coreKnowsTheJdkJacksonAndJSpecifyOnly() {
        classes()
                .that()
                .resideInAnyPackage(
                        "dev.torrentcrates.crate..",
                        "dev.torrentcrates.torrent..",
                        "dev.torrentcrates.index..",
                        "dev.torrentcrates.event..",
                        "dev.torrentcrates.state..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "com.fasterxml.jackson..",
                        "org.jspecify..",
                        "dev.torrentcrates.crate..",
                        "dev.torrentcrates.torrent..",
                        "dev.torrentcrates.index..",
                        "dev.torrentcrates.event..",
                        "dev.torrentcrates.state..")
                .check(everything);
    }

    @Test
    void aServiceNeverKnowsAService() {
        for (String service : SERVICES) {
            String[] others =
                    SERVICES.stream()
                            .filter(other -> !other.equals(service))
                            .map(other -> "dev.torrentcrates." + other + "..")
                            .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dev.torrentcrates." + service + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(everything);
        }
    }

    @Test
    void onlyStandaloneKnowsTheServices() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.torrentcrates.storage..",
                        "dev.torrentcrates.swarm..",
                        "dev.torrentcrates.eventlog..",
                        "dev.torrentcrates.upstream..",
                        "dev.torrentcrates.embedded..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        SERVICES.stream()
                                .map(service -> "dev.torrentcrates." + service + "..")
                                .toArray(String[]::new))
                .check(everything);
    }

    @Test
    void theTypesOfAVendorStayInThePackagesNamedHere() {
        VENDORS.forEach(
                (vendor, homes) ->
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(homes.toArray(String[]::new))
                                .and()
                                .resideInAPackage("dev.torrentcrates..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage(vendor + "..")
                                .check(everything));
    }

    @Test
    void modulesHaveNoCycles() {
        assertNoCyclesAmong("dev.torrentcrates.(*)..");
    }

    /** A module's own package, which puts its parts together, is left out: parts see its config. */
    @Test
    void packagesOfAModuleHaveNoCycles() {
        assertNoCyclesAmong("dev.torrentcrates.(*).(*)..");
    }

    private static void assertNoCyclesAmong(String packages) {
        SlicesRuleDefinition.slices()
                .matching(packages)
                .should()
                .beFreeOfCycles()
                .check(everything);
    }
}
