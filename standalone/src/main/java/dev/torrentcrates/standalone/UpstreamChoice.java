package dev.torrentcrates.standalone;

import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Which registry is mirrored. */
sealed interface UpstreamChoice {
    /** The real one: its git index, its sparse index, its CDN. */
    record CratesIo() implements UpstreamChoice {}

    /** A small one that runs in this JVM and starts with three crates. */
    record Sample() implements UpstreamChoice {}

    /**
     * Any other.
     *
     * @param index the URL of its git index; its sparse index is under the same one, unless the
     *     command line says otherwise
     */
    record Other(String index) implements UpstreamChoice {}

    /** As the command line names it. */
    default String text() {
        return switch (this) {
            case CratesIo _ -> "crates.io";
            case Sample _ -> "sample";
            case Other(var index) -> index;
        };
    }

    /** Where the web seeds of upstream's own CDN are; a template, as cargo's {@code dl}. */
    default Optional<String> webSeed() {
        return switch (this) {
            case CratesIo _ ->
                    Optional.of("https://static.crates.io/crates/{crate}/{crate}-{version}.crate");
            case Sample _, Other _ -> Optional.empty();
        };
    }

    /** Reads the option. */
    final class Converter implements ITypeConverter<UpstreamChoice> {
        @Override
        public UpstreamChoice convert(String value) {
            if (value.equals("crates.io")) {
                return new CratesIo();
            }
            if (value.equals("sample")) {
                return new Sample();
            }
            if (value.matches("(https?|file)://.+")) {
                return new Other(value);
            }
            throw new TypeConversionException(
                    "give crates.io, sample, or the URL of a git index; not '" + value + "'");
        }
    }
}
