package dev.torrentcrates.upstream.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.torrentcrates.crate.Sha256;
import java.util.EnumSet;
import java.util.Set;

/**
 * A version as a history has it, from which its line follows.
 *
 * @param content of which the cksum is
 * @param traits in which the line differs from the plainest one
 */
record Line(String name, String version, String content, Set<Trait> traits) {
    private static final String ALPHA = "{\"name\":\"alpha\",\"req\":\"^1\",\"kind\":\"normal\"}";
    private static final String BETA = "{\"name\":\"beta\",\"req\":\"^2\",\"kind\":null}";
    private static final String STD = "{\"std\":[\"dep:alpha\"]}";

    Line {
        traits = Set.copyOf(traits);
    }

    enum Trait {
        YANKED,
        FEATURES2,
        PUBTIME,
        RUST_VERSION,
        BETA_FIRST,
        /** A space after each comma, and one before the end. */
        SPACED,
        /** A line ending of another system, which is white space to JSON. */
        CARRIAGE_RETURN
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    Line with(Trait trait) {
        Set<Trait> more = EnumSet.of(trait);
        more.addAll(traits);
        return new Line(name, version, content, more);
    }

    Line without(Trait trait) {
        Set<Trait> fewer = EnumSet.allOf(Trait.class);
        fewer.retainAll(traits);
        fewer.remove(trait);
        return new Line(name, version, content, fewer);
    }

    Line withContent(String other) {
        return new Line(name, version, other, traits);
    }

    /** As crates.io writes it, white space apart. */
    String json() {
        String json = tight();
        if (has(Trait.SPACED)) {
            json = json.replace(",\"", ", \"").replaceFirst("}$", " }");
        }
        return has(Trait.CARRIAGE_RETURN) ? json + "\r" : json;
    }

    /** Cut off in the middle of its last field: no JSON, but the version stands there. */
    String damaged() {
        String json = tight();
        return json.substring(0, json.length() - 3);
    }

    private String tight() {
        StringBuilder json = new StringBuilder();
        json.append("{\"name\":\"").append(name);
        json.append("\",\"vers\":\"").append(version);
        json.append("\",\"deps\":[");
        json.append(has(Trait.BETA_FIRST) ? BETA + "," + ALPHA : ALPHA + "," + BETA);
        json.append("],\"cksum\":\"").append(Sha256.ofContent(content.getBytes(UTF_8)).hex());
        json.append("\",\"features\":");
        json.append(has(Trait.FEATURES2) ? "{},\"features2\":" + STD : STD);
        json.append(",\"yanked\":").append(has(Trait.YANKED));
        if (has(Trait.RUST_VERSION)) {
            json.append(",\"rust_version\":\"1.70\"");
        }
        if (has(Trait.PUBTIME)) {
            json.append(",\"pubtime\":\"2024-01-01T00:00:00Z\"");
        }
        return json.append(has(Trait.FEATURES2) ? ",\"v\":2}" : "}").toString();
    }
}
