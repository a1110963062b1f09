package dev.torrentcrates.bench.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * Makes up the versions of one crate, each like the one before but for what a release changes: its
 * number, its cksum, some requirements, now and then a dependency.
 */
final class CrateHistory {
    private static final int CKSUM_BYTES = 32;
    private static final Pattern VERSION = Pattern.compile("\"vers\":\"[^\"]*\"");
    private static final Pattern CKSUM = Pattern.compile("\"cksum\":\"[^\"]*\"");

    private final String name;
    private final String family;
    private final List<String> names;
    private final SplittableRandom random;
    private final int versions;
    private final List<Requirement> requirements = new ArrayList<>();
    private final FeatureTable features;
    private final int firstWithFeatures2;
    private final int firstWithRustVersion;
    private final boolean links;

    private int major;
    private int minor = 1;
    private int patch;
    private int preRelease;
    private boolean yanked;
    private int line;
    private LineDigest lines = LineDigest.NONE;

    /**
     * Draws what the crate is like.
     *
     * @param names of all crates, for its dependencies
     * @param random of this crate alone, so that it is the same whatever comes before it
     */
    CrateHistory(String name, List<String> names, SplittableRandom random) {
        this.name = name;
        this.family = CrateNames.family(name);
        this.names = names;
        this.random = random;
        versions = IndexShape.VERSIONS.at(random.nextDouble());
        double share = random.nextDouble();
        int dependencies =
                IndexShape.DEPENDENCIES.at(
                        versions <= IndexShape.FEW_VERSIONS
                                ? Math.pow(share, IndexShape.SKETCHINESS)
                                : share);
        for (int i = 0; i < dependencies; i++) {
            requirements.add(Requirement.draw(family, names, random));
        }
        sort();
        features = FeatureTable.draw(random);
        firstWithFeatures2 = beginning(IndexShape.CRATES_WITH_FEATURES2);
        firstWithRustVersion = beginning(IndexShape.CRATES_WITH_RUST_VERSION);
        links = random.nextDouble() < IndexShape.CRATES_WITH_LINKS;
    }

    /** The crate's file, as long as upstream's longest at most. To be called once. */
    byte[] file() {
        StringBuilder file = new StringBuilder();
        int longest = 0;
        while (line < versions && file.length() + longest < IndexShape.MAX_FILE_BYTES) {
            int before = file.length();
            write(file);
            lines = lines.plus(file.substring(before, file.length() - 1));
            longest = Math.max(longest, file.length() - before);
            line++;
            moveOn();
        }
        return file.toString().getBytes(ISO_8859_1);
    }

    /** A line like the one that it follows upon, of another version. */
    static String next(String line, String version, SplittableRandom random) {
        String newer = VERSION.matcher(line).replaceFirst("\"vers\":\"" + version + '"');
        return CKSUM.matcher(newer).replaceFirst("\"cksum\":\"" + cksum(random) + '"');
    }

    /** What the file has. */
    LineDigest lines() {
        return lines;
    }

    private void write(StringBuilder file) {
        String version = version();
        file.append("{\"name\":\"").append(name);
        file.append("\",\"vers\":\"").append(version).append("\",\"deps\":[");
        for (int i = 0; i < requirements.size(); i++) {
            if (i > 0) {
                file.append(',');
            }
            requirements.get(i).write(file, version);
        }
        file.append("],\"cksum\":\"").append(cksum(random)).append("\",\"features\":");
        boolean features2 = line >= firstWithFeatures2;
        file.append(features2 ? "{}" : features.json());
        if (features2) {
            file.append(",\"features2\":").append(features.json());
        }
        file.append(",\"yanked\":").append(yanked);
        if (links) {
            file.append(",\"links\":\"").append(name).append('"');
        }
        if (line >= firstWithRustVersion) {
            file.append(",\"rust_version\":\"1.").append(60 + major % 20).append('"');
        }
        file.append(features2 ? ",\"v\":2}\n" : "}\n");
    }

    private void moveOn() {
        nextVersion();
        yanked =
                random.nextDouble()
                        < (yanked ? IndexShape.YANKED_AFTER_YANKED : IndexShape.YANKED_AFTER_OTHER);
        if (random.nextDouble() < IndexShape.OTHER_DEPENDENCIES) {
            changeDependencies();
        } else if (random.nextDouble() < IndexShape.OTHER_REQUIREMENTS) {
            double share = 0.05 + 0.85 * random.nextDouble();
            for (Requirement requirement : requirements) {
                if (random.nextDouble() < share) {
                    requirement.bump(random);
                }
            }
        }
    }

    /** As many are added as are removed, in the long run. */
    private void changeDependencies() {
        if (requirements.isEmpty()) {
            return;
        }
        if (random.nextBoolean()) {
            requirements.remove(random.nextInt(requirements.size()));
        } else {
            requirements.add(Requirement.draw(family, names, random));
            sort();
        }
    }

    private void nextVersion() {
        double kind = random.nextDouble();
        if (preRelease > 0) {
            preRelease = kind < 0.5 ? preRelease + 1 : 0;
        } else if (kind < 0.013) {
            number(major + 1, 0, 0);
        } else if (kind < 0.28) {
            number(major, minor + 1, 0);
        } else {
            number(major, minor, patch + 1);
            preRelease = kind < 0.31 ? 1 : 0;
        }
    }

    private void number(int newMajor, int newMinor, int newPatch) {
        major = newMajor;
        minor = newMinor;
        patch = newPatch;
    }

    private String version() {
        String number = major + "." + minor + "." + patch;
        return preRelease > 0 ? number + "-alpha." + preRelease : number;
    }

    private static String cksum(SplittableRandom random) {
        byte[] cksum = new byte[CKSUM_BYTES];
        random.nextBytes(cksum);
        return HexFormat.of().formatHex(cksum);
    }

    /** From which version on the crate has something that came up while crates.io existed. */
    private int beginning(double crates) {
        return random.nextDouble() < crates
                ? (int) (versions * 0.8 * random.nextDouble())
                : Integer.MAX_VALUE;
    }

    private void sort() {
        requirements.sort(Comparator.comparing(Requirement::name));
    }
}
