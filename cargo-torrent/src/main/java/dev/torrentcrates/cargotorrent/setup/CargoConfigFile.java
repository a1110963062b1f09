package dev.torrentcrates.cargotorrent.setup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.torrentcrates.cargotorrent.files.FileReplacement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Cargo's configuration on disk.
 *
 * @param path of the file that cargo reads, whether it is there or not
 */
public record CargoConfigFile(Path path) {
    /** A configuration has a few lines; what is longer is something else. */
    private static final long MAX_BYTES = 1 << 20;

    /** The file in {@code CARGO_HOME}: of the two names cargo prefers the old one. */
    public static CargoConfigFile in(Path cargoHome) {
        Path old = cargoHome.resolve("config");
        return new CargoConfigFile(
                Files.isRegularFile(old) ? old : cargoHome.resolve("config.toml"));
    }

    /** What it says; empty where it is not there. */
    public String read() throws IOException {
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw new IOException(path + " is too long for a configuration of cargo");
            }
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    /** Replaces it in one step; a link goes on being one, and its permissions stay. */
    public void write(String text) throws IOException {
        Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        FileReplacement.write(target, text.getBytes(UTF_8));
    }
}
