package dev.torrentcrates.bench.crates;

import dev.torrentcrates.bench.Progress;
import dev.torrentcrates.crate.CrateFile;
import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.index.IndexLine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes crate files that nobody can pack further, as real ones, which are packed. */
public final class CrateFolder {
    private static final long SEED = 1;
    private static final int CHUNK = 1 << 20;

    /** Lines of crates.io's index have 1.5 KB in the mean, most of it dependencies. */
    private static final int DEPENDENCIES = 10;

    private CrateFolder() {}

    /**
     * Writes one file a size, each the first version of another crate.
     *
     * @param folder made where it is missing
     */
    public static List<MadeCrate> write(Path folder, CrateSizes sizes, Progress progress)
            throws IOException {
        Files.createDirectories(folder);
        List<MadeCrate> made = new ArrayList<>();
        AtomicInteger count = new AtomicInteger();
        try (Progress.Step step =
                progress.begin(
                        "making up crate files",
                        () -> count.get() + " of " + sizes.bytes().size())) {
            SplittableRandom random = new SplittableRandom(SEED);
            for (int bytes : sizes.bytes()) {
                made.add(write(folder, count.get(), bytes, random.split()));
                count.incrementAndGet();
            }
            step.done();
        }
        return made;
    }

    private static MadeCrate write(Path folder, int number, int bytes, SplittableRandom random)
            throws IOException {
        String name = String.format(Locale.ROOT, "made-up-%05d", number);
        String version = "0." + number % 10 + ".0";
        Path file = folder.resolve(CrateFile.name(CrateName.of(name), CrateVersion.of(version)));
        MessageDigest sha256 = Sha256.newDigest();
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int left = bytes; left > 0; left -= CHUNK) {
                byte[] chunk = new byte[Math.min(left, CHUNK)];
                random.nextBytes(chunk);
                sha256.update(chunk);
                out.write(chunk);
            }
        }
        Sha256 cksum = Sha256.ofDigest(sha256.digest());
        return new MadeCrate(IndexLine.parse(line(name, version, cksum)), file);
    }

    private static String line(String name, String version, Sha256 cksum) {
        StringBuilder line = new StringBuilder();
        line.append("{\"name\":\"").append(name);
        line.append("\",\"vers\":\"").append(version).append("\",\"deps\":[");
        for (int i = 0; i < DEPENDENCIES; i++) {
            line.append(i == 0 ? "" : ",");
            line.append("{\"name\":\"another-").append(i).append("\",\"req\":\"^1.").append(i);
            line.append("\",\"features\":[\"std\",\"derive\"],\"optional\":false,");
            line.append("\"default_features\":true,\"target\":null,\"kind\":\"normal\"}");
        }
        line.append("],\"cksum\":\"").append(cksum);
        return line.append("\",\"features\":{\"default\":[\"std\"],\"std\":[]},\"yanked\":false}")
                .toString();
    }
}
