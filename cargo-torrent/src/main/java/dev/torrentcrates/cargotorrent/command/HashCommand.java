package dev.torrentcrates.cargotorrent.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.torrentcrates.crate.CrateFile;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentEntry;
import dev.torrentcrates.torrent.TorrentRecipe;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The torrents of crate files. */
@Command(
        name = "hash",
        mixinStandardHelpOptions = true,
        description = {
            "Print the torrent of each crate file as one line of JSON: name, length, btih, btmh,"
                    + " root.",
            "",
            "The same file under the same name has the same torrent for everybody, so whoever has"
                    + " a crate can seed it.",
            ""
        })
final class HashCommand implements Callable<Integer> {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int BUFFER_BYTES = 1 << 18;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Called {name}-{version}.crate, as cargo and crates.io call them.")
    private List<Path> files = List.of();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        int exitCode = 0;
        for (Path file : files) {
            try {
                out.println(json(torrent(file)));
                out.flush();
            } catch (NoSuchFileException e) {
                err.println("cargo-torrent: there is no file " + file);
                exitCode = 1;
            } catch (IOException | IllegalArgumentException e) {
                err.println("cargo-torrent: " + file + ": " + e.getMessage());
                exitCode = 1;
            }
        }
        err.flush();
        return exitCode;
    }

    private static CrateTorrent torrent(Path file) throws IOException {
        CrateFileName parts = CrateFileName.parse(String.valueOf(file.getFileName()));
        try (InputStream content =
                new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
            return TorrentRecipe.of(
                    CrateFile.name(parts.name(), parts.version()), Files.size(file), content);
        }
    }

    private static String json(CrateTorrent torrent) {
        TorrentEntry entry = torrent.entry();
        return MAPPER.createObjectNode()
                .put("name", torrent.fileName())
                .put("length", entry.length())
                .put("btih", entry.btih().hex())
                .put("btmh", entry.btmh().hex())
                .put("root", entry.root().hex())
                .toString();
    }
}
