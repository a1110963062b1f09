package dev.torrentcrates.bench.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.torrentcrates.bench.BenchFailedException;
import dev.torrentcrates.bench.crates.MadeCrate;
import dev.torrentcrates.torrent.Btih;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** libtorrent in one Python process, which does the same as often as it is asked to. */
final class Libtorrent implements AutoCloseable {
    private static final String SCRIPT = "libtorrent_recipe.py";

    private final Process process;
    private final Path errors;
    private final Writer commands;
    private final BufferedReader answers;
    private final int files;

    private Libtorrent(Process process, Path errors, int files) {
        this.process = process;
        this.errors = errors;
        this.commands = process.outputWriter(UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        this.files = files;
    }

    /**
     * Starts it, which is no part of what is measured.
     *
     * @param crates all in one folder
     * @param folder an empty one
     */
    static Libtorrent start(Peers peers, List<MadeCrate> crates, Path folder) throws IOException {
        Path script = folder.resolve(SCRIPT);
        try (InputStream resource = Libtorrent.class.getResourceAsStream(SCRIPT)) {
            if (resource == null) {
                throw new IOException(SCRIPT + " is not part of this program");
            }
            Files.copy(resource, script);
        }
        Path names = folder.resolve("names");
        Files.write(names, crates.stream().map(MadeCrate::fileName).toList());
        Path errors = folder.resolve("errors");
        Process process =
                new ProcessBuilder(
                                peers.python().toString(),
                                script.toString(),
                                crates.getFirst().file().resolveSibling("").toString(),
                                names.toString())
                        .redirectError(errors.toFile())
                        .start();
        return new Libtorrent(process, errors, crates.size());
    }

    /** Makes every torrent. @return how long that took, by its own clock */
    Duration round() throws IOException, BenchFailedException {
        command("round");
        return Duration.ofNanos(Math.round(Double.parseDouble(answer()) * 1e9));
    }

    /** The infohashes of the torrents it made, in the order of the files. */
    List<Btih> infohashes() throws IOException, BenchFailedException {
        command("hashes");
        List<Btih> hashes = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            hashes.add(Btih.of(answer()));
        }
        return hashes;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    private void command(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
    }

    private String answer() throws IOException, BenchFailedException {
        String line = answers.readLine();
        if (line == null) {
            throw new BenchFailedException("libtorrent ended:\n" + Files.readString(errors));
        }
        return line;
    }
}
