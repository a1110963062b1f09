package dev.torrentcrates.torrentizer.build;

import static dev.torrentcrates.event.Registry.CRATES_IO;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.torrentizer.ListedBlobStore;
import dev.torrentcrates.torrentizer.attempt.Attempts;
import dev.torrentcrates.torrentizer.upstream.CrateContent;
import dev.torrentcrates.torrentizer.upstream.CrateSource;
import dev.torrentcrates.torrentizer.upstream.Fetched;
import dev.torrentcrates.upstream.sample.SampleCrate;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.StringJoiner;

/** Some crates whose bytes are fixed for ever, and a program that builds them. */
final class FixedCrates {
    /** Around the recipe's edges; the largest are several pieces. */
    private static final List<Integer> LENGTHS =
            List.of(1, 100, 16384, 16385, 65537, 4194304, 4194305, 9999999);

    private FixedCrates() {}

    /** The vectors of the recipe, and names and versions that some locales write otherwise. */
    static List<SampleCrate> all() {
        List<SampleCrate> crates = new ArrayList<>();
        LENGTHS.forEach(length -> crates.add(crate("vector", length + ".0.0", length)));
        crates.add(crate("TITANIC_Iii-lib", "1.0.0-IRI.i+Build.I-i", 20_000));
        crates.add(crate("x", "0.0.1234567890-rc.10+sha.5114f85", 3));
        // Too long for a file name with both.
        crates.add(crate("i".repeat(64), "1.0.0-" + "I".repeat(140), 40_000));
        return crates;
    }

    static VersionIdentity identity(SampleCrate crate) {
        return new VersionIdentity(CRATES_IO, crate.name(), crate.version(), crate.cksum());
    }

    /** Gives each what it asks for, from memory. */
    static CrateSource inMemory(List<SampleCrate> crates) {
        return (version, _) ->
                new Fetched.Content(
                        new CrateContent.InMemory(contentOf(version, crates), () -> {}));
    }

    static byte[] contentOf(VersionIdentity version, List<SampleCrate> crates) {
        return crates.stream()
                .filter(crate -> identity(crate).equals(version))
                .findFirst()
                .orElseThrow()
                .content();
    }

    /** What a bucket holds, a line for each object. */
    static String listing(ListedBlobStore store) throws Exception {
        StringJoiner lines = new StringJoiner("\n");
        store.contents().forEach((path, digest) -> lines.add(path + " " + digest.hex()));
        return lines.toString();
    }

    /**
     * Builds them all, in an order from the seed that is the argument; prints where it is, and what
     * the bucket holds then.
     */
    static void main(String[] arguments) throws Exception {
        List<SampleCrate> crates = all();
        Collections.shuffle(crates, new Random(Long.parseLong(arguments[0])));
        ListedBlobStore store = new ListedBlobStore();
        CrateBuilder builder = new CrateBuilder(inMemory(crates), new StoredVersions(store));
        for (SampleCrate crate : crates) {
            builder.build(identity(crate), Attempts.UNHURRIED);
        }
        System.out.write((surroundings() + "\n" + listing(store) + "\n").getBytes(US_ASCII));
        System.out.flush();
    }

    /** What this JVM makes of things that depend on where it runs; in ASCII. */
    private static String surroundings() {
        DateTimeFormatter date = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM);
        String said =
                String.join(
                        "|",
                        Locale.getDefault().toLanguageTag(),
                        ZoneId.systemDefault().getId(),
                        Charset.defaultCharset().name(),
                        String.format(Locale.getDefault(), "%d", 1234567),
                        "TITANIC".toLowerCase(Locale.getDefault()),
                        date.format(LocalDate.EPOCH));
        StringBuilder ascii = new StringBuilder();
        said.chars().forEach(c -> ascii.append(c < 127 ? (char) c : '?'));
        return ascii.toString();
    }

    private static SampleCrate crate(String name, String version, int length) {
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) (31L * i + 7);
        }
        return new SampleCrate(CrateName.of(name), CrateVersion.of(version), List.of(), content);
    }
}
