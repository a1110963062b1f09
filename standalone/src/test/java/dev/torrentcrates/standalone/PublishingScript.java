package dev.torrentcrates.standalone;

import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What happens upstream, by chance but from a seed: versions are published, yanked and unyanked,
 * deleted, and published again with other bytes. Each line carries a revision that only grows, so
 * that whoever reads a line knows whether it is older than another.
 */
final class PublishingScript {
    private static final Pattern REVISION = Pattern.compile("\"revision\":([0-9]+)");
    private static final int CRATES = 6;

    private final UpstreamSim upstream;
    private final Random random;
    private int revision;

    PublishingScript(UpstreamSim upstream, long seed) {
        this.upstream = upstream;
        this.random = new Random(seed);
    }

    /** The revision of a line. */
    static int revision(IndexLine line) {
        Matcher matcher = REVISION.matcher(line.json());
        if (!matcher.find()) {
            throw new AssertionError("a line without a revision: " + line.json());
        }
        return Integer.parseInt(matcher.group(1));
    }

    /** Does one thing. */
    void step() {
        List<IndexLine> lines = upstream.lines();
        int dice = random.nextInt(10);
        if (lines.size() < 3 || dice < 4) {
            publish();
            return;
        }
        IndexLine line = lines.get(random.nextInt(lines.size()));
        String name = line.name().value();
        String version = line.version().value();
        if (dice < 7) {
            boolean yanked = line.yanked();
            upstream.rewrite(
                    name,
                    version,
                    text -> revised(text).replace("\"yanked\":" + yanked, "\"yanked\":" + !yanked));
        } else if (dice < 8) {
            upstream.delete(name, version);
        } else {
            publishAgain(name, version);
        }
    }

    private void publish() {
        String name = "crate-" + random.nextInt(CRATES);
        String version = "1." + (revision + 1) + ".0";
        put(SampleCrates.ofText(name, version, "first bytes of " + revision));
    }

    private void publishAgain(String name, String version) {
        upstream.delete(name, version);
        put(SampleCrates.ofText(name, version, "other bytes " + revision));
    }

    private void put(SampleCrate crate) {
        String line = crate.indexLine(Instant.EPOCH);
        String withRevision =
                line.substring(0, line.length() - 1) + ",\"revision\":" + ++revision + "}";
        upstream.publish(withRevision, crate.content());
    }

    private String revised(String line) {
        return REVISION.matcher(line).replaceFirst("\"revision\":" + ++revision);
    }
}
