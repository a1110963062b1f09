package dev.torrentcrates.bench.recipe;

import dev.torrentcrates.bench.BenchFailedException;
import dev.torrentcrates.bench.crates.MadeCrate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * mktorrent, which makes version 1 torrents, one a process. A shell starts the processes, for it is
 * quicker at that than a large JVM.
 */
final class Mktorrent {
    /** It takes no smaller pieces than 32 KiB. */
    private static final int SMALLEST_PIECE_POWER = 15;

    private static final int LARGEST_PIECE_POWER = 22;

    private static final String LOOP =
            "while read -r power name; do "
                    + Peers.MKTORRENT
                    + " -d -a http://127.0.0.1/announce -l \"$power\""
                    + " -o \"$1/$name.torrent\" \"$name\" >\"$2\" 2>&1 || exit 1; done";

    private final List<MadeCrate> crates;
    private final Path folder;

    /**
     * Of these files.
     *
     * @param crates all in one folder
     * @param folder an empty one
     */
    Mktorrent(List<MadeCrate> crates, Path folder) {
        this.crates = crates;
        this.folder = folder;
    }

    /** Makes every torrent. @return how long that took */
    Duration round() throws IOException, InterruptedException, BenchFailedException {
        Path torrents = Files.createDirectory(folder.resolve("torrents"));
        Path output = folder.resolve("output");
        Path list = folder.resolve("list");
        List<String> lines = new ArrayList<>();
        for (MadeCrate crate : crates) {
            lines.add(piecePower(Files.size(crate.file())) + " " + crate.fileName());
        }
        Files.write(list, lines);
        ProcessBuilder loop =
                new ProcessBuilder("sh", "-c", LOOP, "sh", torrents.toString(), output.toString())
                        .directory(crates.getFirst().file().resolveSibling("").toFile())
                        .redirectInput(list.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("shell").toFile());
        long began = System.nanoTime();
        int exit = loop.start().waitFor();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        if (exit != 0
                || !Files.exists(torrents.resolve(crates.getLast().fileName() + ".torrent"))) {
            throw new BenchFailedException("mktorrent failed:\n" + Files.readString(output));
        }
        return took;
    }

    /** As the recipe has it, as far as mktorrent goes along. */
    private static int piecePower(long length) {
        int power = SMALLEST_PIECE_POWER;
        while (1L << power < length && power < LARGEST_PIECE_POWER) {
            power++;
        }
        return power;
    }
}
