package dev.torrentcrates.watcher.watch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.torrentcrates.crate.CrateName;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A list of the most downloaded crates, as it is kept in a file: a line that says whence and when,
 * then a name a line, the more downloaded first.
 *
 * @param count how many were asked for; a small registry gives fewer
 * @param source who was asked
 * @param asked when
 */
record KeptTopList(int count, URI source, Instant asked, List<CrateName> crates) {
    /** A thousand names of 64 characters, and the line before them, fit in twice. */
    private static final int MAX_BYTES = 128 << 10;

    private static final Pattern FIRST_LINE =
            Pattern.compile("# top (\\d{1,9}) of (\\S+) at (\\S+)");

    /**
     * Reads the file; empty where there is none, or it cannot be used: the list can be asked for
     * again, and a disk that fails says so when that one is to be written.
     */
    static Optional<KeptTopList> read(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            String text = new String(stream.readNBytes(MAX_BYTES), US_ASCII);
            List<String> lines = text.lines().toList();
            Matcher first = FIRST_LINE.matcher(lines.isEmpty() ? "" : lines.getFirst());
            if (!first.matches() || lines.size() == 1 || !text.endsWith("\n")) {
                return Optional.empty();
            }
            return Optional.of(
                    new KeptTopList(
                            Integer.parseInt(first.group(1)),
                            URI.create(first.group(2)),
                            Instant.parse(first.group(3)),
                            lines.stream().skip(1).map(CrateName::of).toList()));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Writes the file in one step: whoever reads it sees the list before, or this one. */
    void write(Path file) throws IOException {
        String text =
                "# top %s of %s at %s\n".formatted(count, source, asked)
                        + crates.stream().map(CrateName::value).collect(Collectors.joining("\n"))
                        + "\n";
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(
                unfinished,
                text,
                US_ASCII,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
