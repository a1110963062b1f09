package dev.torrentcrates.bench.index;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The features of a made-up crate; they rarely change from version to version.
 *
 * @param json an object, as it stands in a line
 */
record FeatureTable(String json) {
    private static final List<String> NAMES =
            List.of(
                    "default",
                    "std",
                    "alloc",
                    "serde",
                    "full",
                    "async",
                    "derive",
                    "tls",
                    "cli",
                    "unstable",
                    "nightly",
                    "tokio",
                    "simd",
                    "logging",
                    "python",
                    "wasm");

    static FeatureTable draw(SplittableRandom random) {
        int count = IndexShape.FEATURES.at(random.nextDouble());
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            json.append(i == 0 ? "\"" : ",\"").append(name(i)).append("\":[");
            int members = random.nextInt(3);
            for (int member = 0; member < members; member++) {
                json.append(member == 0 ? "\"" : ",\"");
                json.append(random.nextBoolean() ? "dep:" : "");
                json.append(name(random.nextInt(count + NAMES.size()))).append('"');
            }
            json.append(']');
        }
        return new FeatureTable(json.append('}').toString());
    }

    /** The first have names that many crates use, the thousands of a few bindings do not. */
    private static String name(int number) {
        return number < NAMES.size() ? NAMES.get(number) : "Interface_Of_Binding_" + number;
    }
}
