package dev.torrentcrates.upstream.sample;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A crate as it is published: a {@code .crate} file and what the index says of it. */
public final class SampleCrate {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final CrateName name;
    private final CrateVersion version;
    private final List<Dependency> dependencies;
    private final byte[] content;

    /**
     * Describes a crate.
     *
     * @param dependencies as its {@code Cargo.toml} names them
     * @param content of the {@code .crate} file; need not be a real one where cargo never sees it
     */
    public SampleCrate(
            CrateName name, CrateVersion version, List<Dependency> dependencies, byte[] content) {
        this.name = name;
        this.version = version;
        this.dependencies = List.copyOf(dependencies);
        this.content = content.clone();
    }

    /**
     * A normal dependency on another crate of the same index.
     *
     * @param requirement such as {@code ^1.0.0}
     */
    public record Dependency(CrateName name, String requirement) {}

    /** The crate's name. */
    public CrateName name() {
        return name;
    }

    /** The crate's version. */
    public CrateVersion version() {
        return version;
    }

    /** A copy of the {@code .crate} file. */
    public byte[] content() {
        return content.clone();
    }

    /** The sha256 of the {@code .crate} file. */
    public Sha256 cksum() {
        return Sha256.ofContent(content);
    }

    /**
     * The line of the index, its keys in crates.io's order, without a line feed.
     *
     * @param published becomes {@code pubtime}, cut to whole seconds
     */
    public String indexLine(Instant published) {
        ObjectNode line = MAPPER.createObjectNode();
        line.put("name", name.value());
        line.put("vers", version.value());
        line.putArray("deps").addAll(dependencies.stream().map(SampleCrate::json).toList());
        line.put("cksum", cksum().hex());
        line.putObject("features");
        line.put("yanked", false);
        line.put("rust_version", CargoManifest.RUST_VERSION);
        line.put("pubtime", published.truncatedTo(ChronoUnit.SECONDS).toString());
        return line.toString();
    }

    @Override
    public String toString() {
        return name + " " + version;
    }

    private static ObjectNode json(Dependency dependency) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("name", dependency.name().value());
        json.put("req", dependency.requirement());
        json.putArray("features");
        json.put("optional", false);
        json.put("default_features", true);
        json.putNull("target");
        json.put("kind", "normal");
        return json;
    }
}
