package dev.torrentcrates.bench.index;

import java.util.List;
import java.util.SplittableRandom;

/**
 * One dependency of a made-up crate, whose requirement moves on from version to version while the
 * rest of it stays.
 */
final class Requirement {
    /** The most used crates of crates.io, the most used first. */
    private static final List<String> POPULAR =
            List.of(
                    ("serde serde_json tokio clap anyhow thiserror log rand regex reqwest tracing"
                                    + " chrono libc syn quote proc-macro2 futures async-trait bytes"
                                    + " lazy_static once_cell tempfile uuid base64 itertools env_logger"
                                    + " criterion url hex toml num-traits tracing-subscriber sha2 rayon"
                                    + " bitflags parking_lot indexmap hyper dirs http axum serde_yaml"
                                    + " semver time walkdir image nom byteorder memchr cc"
                                    + " wasm-bindgen web-sys js-sys bincode futures-util smallvec colored"
                                    + " hashbrown strum derive_more either sqlx nix windows-sys flate2"
                                    + " pretty_assertions proptest crossbeam bindgen dashmap tower ahash")
                            .split(" "));

    private static final List<String> FEATURES =
            List.of(
                    "derive",
                    "full",
                    "rt",
                    "macros",
                    "json",
                    "std",
                    "alloc",
                    "serde",
                    "v4",
                    "net",
                    "rustls-tls",
                    "env-filter",
                    "sync",
                    "time",
                    "extra-traits",
                    "blocking");
    private static final List<String> TARGETS =
            List.of("cfg(windows)", "cfg(unix)", "cfg(not(target_arch = \\\"wasm32\\\"))");

    private static final double OF_FAMILY = 0.5;
    private static final int FAMILY_POOL = 12;
    private static final double POPULAR_SHARE = 0.7;
    private static final double USUAL = 0.8;
    private static final int OLDER = 4;

    private final String before;
    private final String after;
    private final String name;
    private final boolean sibling;
    private final boolean brief;
    private int major;
    private int minor;
    private int patch;

    private Requirement(String name, SplittableRandom random) {
        this.name = name;
        before = "{\"name\":\"" + name + "\",\"req\":\"^";
        sibling = random.nextDouble() < 0.06;
        brief = random.nextDouble() < 0.25;
        major = random.nextDouble() < 0.5 ? 0 : 1 + random.nextInt(5);
        minor = random.nextInt(20);
        patch = random.nextInt(30);
        after = rest(random);
    }

    /**
     * A new one.
     *
     * @param family of the crate; crates of one family have many requirements in common
     * @param names of the crates that there are, from which the less popular are taken
     */
    static Requirement draw(String family, List<String> names, SplittableRandom random) {
        if (random.nextDouble() < OF_FAMILY) {
            long seed = 31L * family.hashCode() + random.nextInt(FAMILY_POOL);
            return drawOne(names, new SplittableRandom(seed));
        }
        return drawOne(names, random);
    }

    private static Requirement drawOne(List<String> names, SplittableRandom random) {
        double share = random.nextDouble();
        if (random.nextDouble() < POPULAR_SHARE) {
            String name = POPULAR.get((int) (share * share * share * POPULAR.size()));
            // Most ask for a popular crate in the same words, of one of its last few versions.
            boolean usual = random.nextDouble() < USUAL;
            Requirement made =
                    new Requirement(name, usual ? new SplittableRandom(name.hashCode()) : random);
            for (int i = 0; i < OLDER && random.nextBoolean(); i++) {
                made.bump(random);
            }
            return made;
        }
        return new Requirement(names.get((int) (share * share * share * names.size())), random);
    }

    String name() {
        return name;
    }

    /** Asks for something newer. */
    void bump(SplittableRandom random) {
        double kind = random.nextDouble();
        if (kind < 0.03) {
            major++;
            minor = 0;
            patch = 0;
        } else if (kind < 0.3 || brief) {
            minor++;
            patch = 0;
        } else {
            patch++;
        }
    }

    /**
     * Writes it as JSON.
     *
     * @param version of the crate itself, which dependencies of its own workspace share
     */
    void write(StringBuilder line, String version) {
        line.append(before);
        if (sibling) {
            line.append(version);
        } else {
            line.append(major).append('.').append(minor);
            if (!brief) {
                line.append('.').append(patch);
            }
        }
        line.append(after);
    }

    private static String rest(SplittableRandom random) {
        StringBuilder rest = new StringBuilder("\",\"features\":[");
        double some = random.nextDouble();
        int features = some < 0.69 ? 0 : some < 0.91 ? 1 : 2 + random.nextInt(3);
        for (int i = 0; i < features; i++) {
            rest.append(i == 0 ? "\"" : ",\"");
            rest.append(FEATURES.get(random.nextInt(FEATURES.size()))).append('"');
        }
        rest.append("],\"optional\":").append(random.nextDouble() < 0.06);
        rest.append(",\"default_features\":").append(random.nextDouble() < 0.8);
        String target =
                random.nextDouble() < 0.024
                        ? '"' + TARGETS.get(random.nextInt(TARGETS.size())) + '"'
                        : "null";
        rest.append(",\"target\":").append(target);
        double kind = random.nextDouble();
        rest.append(",\"kind\":\"");
        return rest.append(kind < 0.88 ? "normal" : kind < 0.98 ? "dev" : "build")
                .append("\"}")
                .toString();
    }
}
