package dev.torrentcrates.upstream.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The source of a library crate of any name, whose function {@code speak()} gives its own sentence
 * and then those of its dependencies, one a line.
 *
 * @param sentence printable ASCII without quotes, backslashes or braces
 * @param dependencies each required at its own version or a compatible later one
 * @param paddingBytes size of a file of incompressible bytes that is packed too; 0 for none
 */
public record SampleLibrary(
        CrateName name,
        CrateVersion version,
        String sentence,
        List<SampleLibrary> dependencies,
        int paddingBytes) {
    /** Refuses a sentence that would need escaping in Rust. */
    public SampleLibrary {
        dependencies = List.copyOf(dependencies);
        if (!sentence.chars().allMatch(c -> c >= ' ' && c < 127 && "\"\\{}".indexOf(c) < 0)) {
            throw new IllegalArgumentException("not fit for a Rust literal: " + sentence);
        }
    }

    /** A library that says its name and version. */
    public static SampleLibrary of(String name, String version) {
        return new SampleLibrary(
                CrateName.of(name),
                CrateVersion.of(version),
                "This is " + name + " " + version + ".",
                List.of(),
                0);
    }

    /** The same library with another sentence, and so with other bytes. */
    public SampleLibrary saying(String sentence) {
        return new SampleLibrary(name, version, sentence, dependencies, paddingBytes);
    }

    /** The same library with these dependencies and no others. */
    public SampleLibrary dependingOn(SampleLibrary... libraries) {
        return new SampleLibrary(name, version, sentence, List.of(libraries), paddingBytes);
    }

    /** The same library, its crate file larger by about so many bytes. */
    public SampleLibrary padded(int bytes) {
        return new SampleLibrary(name, version, sentence, dependencies, bytes);
    }

    /** The crate as it is published. */
    public SampleCrate crate() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put("Cargo.toml", CargoManifest.of(name, version, requirements()).getBytes(UTF_8));
        files.put("src/lib.rs", source().getBytes(UTF_8));
        if (paddingBytes > 0) {
            byte[] padding = new byte[paddingBytes];
            new Random((name + "-" + version).hashCode()).nextBytes(padding);
            files.put("padding.bin", padding);
        }
        byte[] content = CrateArchive.pack(name + "-" + version, files);
        return new SampleCrate(name, version, requirements(), content);
    }

    /** What {@code speak()} returns where exactly these dependencies are built in. */
    public List<String> spoken() {
        List<String> lines = new ArrayList<>();
        lines.add(sentence);
        dependencies.forEach(library -> lines.addAll(library.spoken()));
        return lines;
    }

    /** What a {@code Cargo.toml} says to depend on this library. */
    SampleCrate.Dependency requirement() {
        return new SampleCrate.Dependency(name, "^" + version);
    }

    /** The name under which Rust code knows the crate. */
    String identifier() {
        return name.value().replace('-', '_');
    }

    private List<SampleCrate.Dependency> requirements() {
        return dependencies.stream().map(SampleLibrary::requirement).toList();
    }

    private String source() {
        StringBuilder source =
                new StringBuilder(
                        """
                        //! %s

                        /// The sentence of this crate, then those of its dependencies, one a line.
                        pub fn speak() -> String {
                            let lines: Vec<String> = vec![
                                String::from("%s"),
                        """
                                .formatted(sentence, sentence));
        dependencies.forEach(
                library ->
                        source.append("        ")
                                .append(library.identifier())
                                .append("::speak(),\n"));
        return source.append("    ];\n    lines.join(\"\\n\")\n}\n").toString();
    }
}
