package dev.torrentcrates.watcher.sparse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of crates' files, by canonical name; kept in a file, a line a crate. It can be
 * deleted: then everything is asked for again.
 */
final class KnownFiles {
    /** A line has some hundred characters, and there are not yet 300,000 crates. */
    private static final int MAX_FILE_BYTES = 128 << 20;

    /** Longer ones are not remembered; crates.io's have 34 characters. */
    private static final int MAX_VALIDATOR = 256;

    /** Lines with fewer are of an earlier version, and not known. */
    private static final int CELLS = 5;

    private final Path file;
    private final Map<String, Known> byName;
    private boolean changed;

    private KnownFiles(Path file, Map<String, Known> byName) {
        this.file = file;
        this.byName = byName;
    }

    /**
     * Of one crate.
     *
     * @param form the name of its file, or the one that it had while it was there
     * @param digest of the content that the validators are of, in hexadecimal; empty where there is
     *     no file. The store may have been put back to an older content
     */
    record Known(String form, Validators validators, String digest) {
        /** No file of it is known. */
        static Known absent(String form) {
            return new Known(form, Validators.NONE, "");
        }
    }

    /** Reads the file; what cannot be read of it is not known. */
    static KnownFiles read(Path file) {
        Map<String, Known> byName = new HashMap<>();
        try (InputStream stream = Files.newInputStream(file)) {
            String text = new String(stream.readNBytes(MAX_FILE_BYTES), UTF_8);
            for (String line : text.lines().toList()) {
                String[] cells = line.split("\t", -1);
                if (cells.length == CELLS) {
                    Validators validators = new Validators(read(cells[2]), read(cells[3]));
                    byName.put(cells[0], new Known(cells[1], validators, cells[4]));
                }
            }
        } catch (IOException e) {
            byName.clear(); // Asked for again; a disk that fails says so when this is written.
        }
        return new KnownFiles(file, byName);
    }

    Optional<Known> find(String canonicalName) {
        return Optional.ofNullable(byName.get(canonicalName));
    }

    void putAll(Map<String, Known> more) {
        more.forEach((name, known) -> changed |= !known.equals(byName.put(name, known)));
    }

    /** Writes the file in one step, where there is something new. */
    void write() throws IOException {
        if (!changed) {
            return;
        }
        StringBuilder text = new StringBuilder();
        byName.forEach(
                (name, known) ->
                        text.append(name)
                                .append('\t')
                                .append(known.form())
                                .append('\t')
                                .append(written(known.validators().etag()))
                                .append('\t')
                                .append(written(known.validators().lastModified()))
                                .append('\t')
                                .append(known.digest())
                                .append('\n'));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(unfinished, text, UTF_8);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        changed = false;
    }

    private static @Nullable String read(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String written(@Nullable String validator) {
        return validator == null
                        || validator.length() > MAX_VALIDATOR
                        || validator.chars().anyMatch(c -> c < ' ')
                ? ""
                : validator;
    }
}
