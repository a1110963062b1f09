package dev.torrentcrates.upstream.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.torrentcrates.crate.Sha256;

/**
 * A line that a history may change, field by field.
 *
 * @param content of which the cksum is
 * @param metadata as many kinds of it as {@link #json} knows; another number, another line
 */
record Line(String name, String version, String content, Yank yank, int metadata) {
    enum Yank {
        NO,
        YES
    }

    Line yanked() {
        return new Line(name, version, content, Yank.YES, metadata);
    }

    Line unyanked() {
        return new Line(name, version, content, Yank.NO, metadata);
    }

    Line with(String otherContent) {
        return new Line(name, version, otherContent, yank, metadata);
    }

    Line withMetadata(int other) {
        return new Line(name, version, content, yank, other);
    }

    /** As crates.io writes it; some kinds have features2, a pubtime, or dependencies moved. */
    String json() {
        String first = "{\"name\":\"alpha\",\"req\":\"^1\",\"kind\":\"normal\"}";
        String second = "{\"name\":\"beta\",\"req\":\"^2\",\"kind\":null}";
        String deps = metadata % 3 == 1 ? second + "," + first : first + "," + second;
        String features =
                metadata % 2 == 0
                        ? "\"features\":{\"std\":[\"dep:alpha\"]}"
                        : "\"features\":{},\"features2\":{\"std\":[\"dep:alpha\"]}";
        String pubtime = metadata < 4 ? "" : ",\"pubtime\":\"2024-01-01T00:00:00Z\"";
        String format = metadata % 2 == 0 ? "" : ",\"v\":2";
        return "{\"name\":\"%s\",\"vers\":\"%s\",\"deps\":[%s],\"cksum\":\"%s\",%s,\"yanked\":%s%s%s}"
                .formatted(
                        name,
                        version,
                        deps,
                        Sha256.ofContent(content.getBytes(UTF_8)).hex(),
                        features,
                        yank == Yank.YES,
                        pubtime,
                        format);
    }

    /** Cut off in the middle of its last field: no JSON, but the version stands there. */
    String damaged() {
        String json = json();
        return json.substring(0, json.length() - 3);
    }
}
