package dev.torrentcrates.cargotorrent.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.torrentcrates.cargotorrent.files.FileReplacement;
import dev.torrentcrates.cargotorrent.remote.RemoteFiles;
import dev.torrentcrates.cargotorrent.remote.Validators;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The index files that were seen, on disk: for each crate one file, which is a line of JSON with
 * validators and lengths, then upstream's content, then the index service's. A file is replaced in
 * one step. Thread-safe.
 */
public final class KnownFiles {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Two files and a header. */
    private static final long MAX_BYTES = 2L * RemoteFiles.MAX_FILE_BYTES + 10_000;

    private static final int FORMAT = 1;
    private static final int NONE = -1;

    private final Path folder;

    /** Keeps the files in this folder, which need not be there yet. */
    public KnownFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * What was seen last. A file that is damaged or of another format is as if it were not there.
     *
     * @param path of a valid crate's index file
     */
    public KnownFile read(String path) throws IOException {
        byte[] file;
        try {
            if (Files.size(file(path)) > MAX_BYTES) {
                return KnownFile.NOTHING;
            }
            file = Files.readAllBytes(file(path));
        } catch (NoSuchFileException e) {
            return KnownFile.NOTHING;
        }
        int end = 0;
        while (end < file.length && file[end] != '\n') {
            end++;
        }
        return parse(file, end);
    }

    /** Keeps what was seen; forgets the crate where that is nothing. */
    public void write(String path, KnownFile known) throws IOException {
        Path target = file(path);
        if (known.upstream() == null && known.service() == null) {
            Files.deleteIfExists(target);
            return;
        }
        FileReplacement.write(target, bytes(known));
    }

    private Path file(String path) {
        return folder.resolve(path);
    }

    private static KnownFile parse(byte[] file, int headerEnd) throws IOException {
        JsonNode header;
        try {
            header = MAPPER.readTree(file, 0, headerEnd);
        } catch (JsonProcessingException e) {
            return KnownFile.NOTHING;
        }
        int upstream = header.path("upstream").path("length").asInt(NONE);
        int service = header.path("service").path("length").asInt(NONE);
        long start = headerEnd + 1L;
        long whole = start + Math.max(0, upstream) + Math.max(0, service);
        if (header.path("format").asInt() != FORMAT || whole != file.length) {
            return KnownFile.NOTHING;
        }
        int middle = (int) start + Math.max(0, upstream);
        return new KnownFile(
                part(file, (int) start, upstream),
                validators(header.path("upstream")),
                part(file, middle, service),
                validators(header.path("service")));
    }

    private static byte @Nullable [] part(byte[] file, int start, int length) {
        return length == NONE ? null : Arrays.copyOfRange(file, start, start + length);
    }

    private static Validators validators(JsonNode node) {
        return new Validators(
                node.path("etag").textValue(), node.path("last_modified").textValue());
    }

    private static byte[] bytes(KnownFile known) {
        ObjectNode header = MAPPER.createObjectNode();
        header.put("format", FORMAT);
        header.set("upstream", describe(known.upstream(), known.validators()));
        header.set("service", describe(known.service(), known.serviceValidators()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(header.toString().getBytes(UTF_8));
        bytes.write('\n');
        if (known.upstream() != null) {
            bytes.writeBytes(known.upstream());
        }
        if (known.service() != null) {
            bytes.writeBytes(known.service());
        }
        return bytes.toByteArray();
    }

    private static ObjectNode describe(byte @Nullable [] content, Validators validators) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("length", content == null ? NONE : content.length);
        node.put("etag", validators.etag());
        node.put("last_modified", validators.lastModified());
        return node;
    }
}
