package dev.torrentcrates.torrentizer.order;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.torrentizer.upstream.CrateContent;
import dev.torrentcrates.torrentizer.upstream.CrateSource;
import dev.torrentcrates.torrentizer.upstream.Fetched;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * An upstream that has all that was ever published; but some of it not at first, and some never.
 * The order in which it is asked makes no difference to what it has. Thread-safe.
 */
final class LateSource implements CrateSource {
    private final Map<VersionIdentity, byte[]> contents;
    private final Map<VersionIdentity, Fate> fates = new HashMap<>();
    private final Map<VersionIdentity, Integer> refusals = new HashMap<>();

    /** What comes of asking for a content. */
    private enum Fate {
        /** It is there. */
        THERE,
        /** It is not there for the first and the second time of asking. */
        LATE,
        /** It is never there. */
        MISSING,
        /** It is longer than what is taken. */
        TOO_LONG
    }

    LateSource(Map<VersionIdentity, byte[]> contents, long seed) {
        this.contents = contents;
        Random random = new Random(seed);
        contents.keySet().stream()
                .sorted(Comparator.comparing(VersionIdentity::key))
                .forEach(version -> fates.put(version, fate(random)));
    }

    /** Whether this content gets into the bucket, if only it is asked for often enough. */
    boolean gives(VersionIdentity version) {
        Fate fate = fates.get(version);
        return fate == Fate.THERE || fate == Fate.LATE;
    }

    /** Whether this content gets into the bucket the first time that it is asked for. */
    boolean givesAtOnce(VersionIdentity version) {
        return fates.get(version) == Fate.THERE;
    }

    @Override
    public synchronized Fetched fetch(VersionIdentity version, Duration patience) {
        byte[] content = contents.get(version);
        Fate fate = fates.get(version);
        if (content == null || fate == null) {
            throw new AssertionError("nobody published " + version);
        }
        return switch (fate) {
            case THERE -> new Fetched.Content(new CrateContent.InMemory(content, () -> {}));
            case LATE ->
                    switch (refusals.merge(version, 1, Integer::sum)) {
                        case 1 -> new Fetched.Unavailable("503", Optional.empty());
                        case 2 -> new Fetched.Mismatch(Sha256.ofContent(new byte[1]));
                        default ->
                                new Fetched.Content(new CrateContent.InMemory(content, () -> {}));
                    };
            case MISSING -> new Fetched.Missing(404);
            case TOO_LONG -> new Fetched.LengthRefused(1L << 30);
        };
    }

    private static Fate fate(Random random) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> Fate.LATE;
            case 3 -> Fate.MISSING;
            case 4 -> Fate.TOO_LONG;
            default -> Fate.THERE;
        };
    }
}
