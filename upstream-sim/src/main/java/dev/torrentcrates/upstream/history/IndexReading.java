package dev.torrentcrates.upstream.history;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads an index by git itself and by a few rules of its own, none of the code that follows one: to
 * compare with what somebody has who followed it.
 */
public final class IndexReading {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /** Of an answer of cat-file: an id, a type, a length. */
    private static final int MAX_HEADER_BYTES = 100;

    private IndexReading() {}

    /** What is done with a file, so that not all of them have to be in memory at once. */
    private interface Visitor {
        void visit(String path, byte[] content) throws IOException;
    }

    /**
     * The lines of every crate's file that are lines, as they stand there, by the files' paths. Of
     * lines of one version the first counts.
     *
     * @param git a bare repository
     * @param branch of the index, or a commit
     */
    public static SortedMap<String, List<String>> lines(Path git, String branch)
            throws IOException {
        SortedMap<String, List<String>> files = new TreeMap<>();
        visit(
                git,
                branch,
                (path, content) -> {
                    List<String> lines = isCrate(path) ? readable(path, content) : List.of();
                    if (!lines.isEmpty()) {
                        files.put(path, lines);
                    }
                });
        return files;
    }

    /**
     * Every file of a tree byte for byte, by its path: also what is no crate's.
     *
     * @param git a bare repository
     * @param branch of the index, or a commit
     */
    public static SortedMap<String, byte[]> files(Path git, String branch) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        visit(git, branch, files::put);
        return files;
    }

    /** Two processes, however many files there are. */
    private static void visit(Path git, String branch, Visitor visitor) throws IOException {
        GitProgram program = GitProgram.in(git);
        SortedMap<String, String> blobs = blobs(program.run("ls-tree", "-r", "-z", branch));
        program.feed(
                String.join("\n", blobs.values()) + "\n",
                output -> {
                    for (Map.Entry<String, String> blob : blobs.entrySet()) {
                        visitor.visit(blob.getKey(), next(output, blob.getValue()));
                    }
                    return output.read();
                },
                "cat-file",
                "--batch",
                "--buffer");
    }

    /** Reads {@code <mode> blob <id> TAB <path>}, a zero byte after each. */
    private static SortedMap<String, String> blobs(String listing) {
        SortedMap<String, String> blobs = new TreeMap<>();
        for (String entry : listing.split("\0", -1)) {
            String[] columns = entry.split("[ \t]", 4);
            if (columns.length == 4 && columns[1].equals("blob")) {
                blobs.put(columns[3], columns[2]);
            }
        }
        return blobs;
    }

    /** Reads {@code <id> blob <length> LF <content> LF}. */
    private static byte[] next(InputStream output, String blob) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        for (int next = output.read(); next != '\n'; next = output.read()) {
            if (next < 0 || header.size() == MAX_HEADER_BYTES) {
                throw new EOFException("git cat-file says nothing of " + blob);
            }
            header.write(next);
        }
        String told = header.toString(US_ASCII);
        String[] columns = told.split(" ", -1);
        if (columns.length != 3 || !columns[0].equals(blob)) {
            throw new IOException("git cat-file says '" + told + "' of " + blob);
        }
        byte[] content = new byte[Integer.parseInt(columns[2])];
        new DataInputStream(output).readFully(content);
        output.skipNBytes(1);
        return content;
    }

    private static boolean isCrate(String path) {
        return !path.startsWith(".") && !path.contains("/.") && !path.equals("config.json");
    }

    private static List<String> readable(String path, byte[] content) {
        Set<String> versions = new HashSet<>();
        List<String> lines = new ArrayList<>();
        for (String line : texts(content)) {
            JsonNode json = parse(line);
            JsonNode name = json.path("name");
            JsonNode version = json.path("vers");
            if (json.path("cksum").asText().matches("[0-9a-f]{64}")
                    && name.isTextual()
                    && version.isTextual()
                    && path.equals(home(name.textValue().toLowerCase(Locale.ROOT)))
                    && versions.add(version.textValue())) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** Line by line: one that is not UTF-8 is none, and spoils no other. */
    private static List<String> texts(byte[] content) {
        List<String> texts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= content.length; i++) {
            if (i == content.length || content[i] == '\n') {
                try {
                    ByteBuffer line = ByteBuffer.wrap(Arrays.copyOfRange(content, start, i));
                    texts.add(UTF_8.newDecoder().decode(line).toString());
                } catch (CharacterCodingException e) {
                    // No text, no line.
                }
                start = i + 1;
            }
        }
        return texts;
    }

    /** By cargo's rule, written once more on purpose. */
    private static String home(String name) {
        return switch (name.length()) {
            case 0, 1, 2 -> name.length() + "/" + name;
            case 3 -> "3/" + name.charAt(0) + "/" + name;
            default -> name.substring(0, 2) + "/" + name.substring(2, 4) + "/" + name;
        };
    }

    private static JsonNode parse(String line) {
        try {
            return line.isEmpty() ? JSON.createObjectNode() : JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}
