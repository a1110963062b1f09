package dev.torrentcrates.watcher.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Shown;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a {@code Cargo.lock} takes from registries: the whole closure, for cargo writes each package
 * that any target or feature of the workspace could need. Immutable.
 *
 * <p>Packages from git and from paths are passed over. So are names and versions that crates.io
 * refuses, such as another registry may have: no index line that we read could have them.
 *
 * @param versions by canonical name, at least one for each
 * @see <a href="https://doc.rust-lang.org/cargo/guide/cargo-toml-vs-cargo-lock.html">the cargo
 *     book</a>
 */
public record LockFile(Map<String, Set<CrateVersion>> versions) {
    /** Of the largest workspaces, some have thousands; this many are about 16 MB. */
    static final int MAX_PACKAGES = 100_000;

    /** Cargo refuses what is newer than it knows, and so do we: it may mean something else. */
    private static final int NEWEST_FORMAT = 4;

    private static final ObjectReader TOML = new TomlMapper().reader();

    /** Copies all of it. */
    public LockFile {
        versions =
                versions.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, it -> Set.copyOf(it.getValue())));
    }

    /**
     * Reads a file in any of cargo's formats, 1 to 4.
     *
     * @throws IOException that says what is wrong, where it is no whole lock file
     */
    public static LockFile parse(byte[] content) throws IOException {
        JsonNode root = toml(content);
        JsonNode format = root.path("version");
        if (format.asInt(1) > NEWEST_FORMAT) {
            throw new IOException(
                    "its format "
                            + format.asInt()
                            + " is newer than "
                            + NEWEST_FORMAT
                            + ", the newest that is known here: a newer torrent-crates may read it");
        }
        JsonNode packages = root.path("package");
        // Cargo writes the workspace's own packages, too; a file without any was cut off, or is
        // something else, such as a Cargo.toml, whose package is a single table.
        if (!packages.isArray() || packages.isEmpty()) {
            throw new IOException("it has no [[package]], so it is no Cargo.lock");
        }
        if (packages.size() > MAX_PACKAGES) {
            throw new IOException("it has more than " + MAX_PACKAGES + " packages");
        }
        Map<String, Set<CrateVersion>> versions = new HashMap<>();
        for (JsonNode each : packages) {
            add(each, versions);
        }
        return new LockFile(versions);
    }

    private static JsonNode toml(byte[] content) throws IOException {
        try {
            return TOML.readTree(content);
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + " ";
            throw new IOException(line + "is no TOML: " + Shown.briefly(e.getOriginalMessage()), e);
        }
    }

    private static void add(JsonNode each, Map<String, Set<CrateVersion>> versions)
            throws IOException {
        String name = text(each, "name");
        String version = text(each, "version");
        String source = each.path("source").asText("");
        if (!source.startsWith("registry+") && !source.startsWith("sparse+")) {
            return;
        }
        CrateName crate;
        CrateVersion locked;
        try {
            crate = CrateName.of(name);
            locked = CrateVersion.of(version);
        } catch (IllegalArgumentException e) {
            return;
        }
        versions.computeIfAbsent(crate.canonical(), _ -> new HashSet<>()).add(locked);
    }

    private static String text(JsonNode each, String key) throws IOException {
        JsonNode value = each.path(key);
        if (!value.isTextual()) {
            throw new IOException("a package in it has no " + key);
        }
        return value.textValue();
    }
}
