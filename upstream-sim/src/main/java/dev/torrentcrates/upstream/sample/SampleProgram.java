package dev.torrentcrates.upstream.sample;

import static java.util.stream.Collectors.joining;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A Rust program that prints what its libraries say.
 *
 * @param name of the package and of the executable
 * @param libraries that it depends on, each required as it is in {@link SampleLibrary}
 */
public record SampleProgram(CrateName name, List<SampleLibrary> libraries) {
    /** Copies the list. */
    public SampleProgram {
        libraries = List.copyOf(libraries);
    }

    /** A program of these libraries. */
    public static SampleProgram of(String name, SampleLibrary... libraries) {
        return new SampleProgram(CrateName.of(name), List.of(libraries));
    }

    /**
     * Writes a project that {@code cargo build} builds, without a {@code Cargo.lock}.
     *
     * @param folder created where it is not there; becomes the project's root
     */
    public void writeTo(Path folder) throws IOException {
        List<SampleCrate.Dependency> dependencies =
                libraries.stream().map(SampleLibrary::requirement).toList();
        Files.createDirectories(folder.resolve("src"));
        Files.writeString(
                folder.resolve("Cargo.toml"),
                CargoManifest.of(name, CrateVersion.of("0.1.0"), dependencies));
        Files.writeString(folder.resolve("src").resolve("main.rs"), source());
    }

    /** What the program prints where exactly these libraries are built in; ends in a line feed. */
    public String expectedOutput() {
        return libraries.stream()
                .flatMap(library -> library.spoken().stream())
                .map(line -> line + "\n")
                .collect(joining());
    }

    private String source() {
        String calls =
                libraries.stream()
                        .map(SampleLibrary::identifier)
                        .map(crate -> "    println!(\"{}\", " + crate + "::speak());\n")
                        .collect(joining());
        return "fn main() {\n" + calls + "}\n";
    }
}
