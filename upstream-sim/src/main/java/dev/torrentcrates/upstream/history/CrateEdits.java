package dev.torrentcrates.upstream.history;

import dev.torrentcrates.upstream.history.Entry.Shape;
import dev.torrentcrates.upstream.history.Line.Trait;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes up what happens to the file of one crate; it always makes a difference. Where nothing is
 * said of the odds they are even: each kind of thing should happen often enough for a short test.
 */
final class CrateEdits {
    /** From which a crate's new version is taken. */
    private static final List<String> VERSIONS =
            List.of("0.1.0", "0.1.1", "0.2.0-rc.1", "1.0.0", "1.0.0+build.5", "1.1.0", "2.0.0");

    /** Far more than what takes versions away has, or there would soon be nothing to edit. */
    private static final int PERCENT_PUBLISHED = 40;

    /** Of these, one in so many comes yanked: rare upstream, but a test should meet a few. */
    private static final int PUBLISHED_TO_COME_YANKED = 8;

    /** Of new lines, one in so many has a trait: most are plain, some have several at once. */
    private static final int LINES_TO_HAVE_A_TRAIT = 4;

    private final Random random;
    private int contents;

    CrateEdits(Random random) {
        this.random = random;
    }

    /** What became of a file, and what that is called. */
    record Edit(Happening happening, CrateFile file) {}

    /** Something happens that can happen to such a file. */
    Edit edit(CrateFile file) {
        List<Happening> wishes = new ArrayList<>(List.of(Happening.values()));
        Collections.shuffle(wishes, random);
        if (file.entries().isEmpty() || random.nextInt(100) < PERCENT_PUBLISHED) {
            wishes.addFirst(
                    oneIn(PUBLISHED_TO_COME_YANKED)
                            ? Happening.PUBLISHED_YANKED
                            : Happening.PUBLISHED);
        }
        for (Happening wish : wishes) {
            CrateFile edited = apply(wish, file);
            if (edited != null && !Arrays.equals(edited.content(), file.content())) {
                return new Edit(wish, edited);
            }
        }
        throw new AssertionError("nothing can happen to " + file);
    }

    /** Null where it cannot happen to this file, or to any. */
    private @Nullable CrateFile apply(Happening wish, CrateFile file) {
        return switch (wish) {
            case PUBLISHED -> publish(file, Set.of());
            case PUBLISHED_YANKED -> publish(file, Set.of(Trait.YANKED));
            case YANKED -> gaining(file, Trait.YANKED);
            case UNYANKED -> losing(file, Trait.YANKED);
            case METADATA_CHANGED -> toggling(file, Trait.RUST_VERSION);
            case MOVED_TO_FEATURES2 -> gaining(file, Trait.FEATURES2);
            case PUBTIME_FILLED_IN -> gaining(file, Trait.PUBTIME);
            case DEPENDENCIES_REORDERED -> toggling(file, Trait.BETA_FIRST);
            case SPACING_CHANGED ->
                    toggling(file, random.nextBoolean() ? Trait.SPACED : Trait.CARRIAGE_RETURN);
            case CKSUM_CHANGED -> {
                Entry entry = any(file, Entry::isWhole);
                yield entry == null
                        ? null
                        : file.replacing(
                                entry, Entry.whole(entry.line().withContent(newContent())));
            }
            case VERSION_DELETED -> {
                Entry entry = any(file, Entry::isWhole);
                CrateFile left = entry == null ? file : file.minus(entry);
                yield left.entries().stream().anyMatch(Entry::isWhole) ? left : null;
            }
            case CRATE_DELETED -> file.withEntries(List.of());
            case RECREATED -> recreate(file, String::equals);
            case RECREATED_IN_OTHER_CASE ->
                    recreate(
                            file,
                            (old, other) -> !old.equals(other) && old.equalsIgnoreCase(other));
            case RECREATED_IN_OTHER_FILE ->
                    recreate(file, (old, other) -> !old.equalsIgnoreCase(other));
            case LINES_REORDERED -> {
                List<Entry> entries = new ArrayList<>(file.entries());
                Collections.rotate(entries, 1);
                yield file.withEntries(entries);
            }
            case DAMAGED -> breaking(file, Shape.DAMAGED);
            case GARBLED -> breaking(file, Shape.GARBLED);
            case MENDED -> {
                Entry entry = any(file, Entry::isBroken);
                yield entry == null ? null : file.replacing(entry, mended(entry.line()));
            }
            case DAMAGE_REMOVED -> without(file, Entry::isBroken);
            case NONSENSE_ADDED -> littered(file, Shape.NONSENSE);
            case NOT_UTF8_ADDED -> littered(file, Shape.NOT_UTF8);
            case STRAY_ADDED -> littered(file, Shape.STRAY);
            case TIDIED -> without(file, Entry::isLitter);
            case CONFIG_CHANGED, DOT_FILE_CHANGED, NOTHING, SQUASHED, FORCED_BACK -> null;
        };
    }

    private @Nullable CrateFile publish(CrateFile file, Set<Trait> yank) {
        List<String> free = VERSIONS.stream().filter(version -> !file.has(version)).toList();
        if (free.isEmpty()) {
            return null;
        }
        String name = file.entries().isEmpty() ? oneOf(Names.spellings(file.name())) : file.name();
        return new CrateFile(name, file.entries()).plus(newEntry(name, oneOf(free), yank));
    }

    /** With one of the versions that there were, and sometimes another one. */
    private @Nullable CrateFile recreate(CrateFile file, BiPredicate<String, String> names) {
        Entry old = any(file, Entry::isWhole);
        List<String> others =
                Names.spellings(file.name()).stream()
                        .filter(name -> names.test(file.name(), name))
                        .toList();
        if (old == null || others.isEmpty()) {
            return null;
        }
        String name = oneOf(others);
        CrateFile again =
                new CrateFile(name, List.of(newEntry(name, old.line().version(), Set.of())));
        return random.nextBoolean() ? publish(again, Set.of()) : again;
    }

    private Entry newEntry(String name, String version, Set<Trait> yank) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        for (Trait trait : Trait.values()) {
            if (trait != Trait.YANKED && oneIn(LINES_TO_HAVE_A_TRAIT)) {
                traits.add(trait);
            }
        }
        traits.addAll(yank);
        return Entry.whole(new Line(name, version, newContent(), traits));
    }

    private Entry mended(Line line) {
        return Entry.whole(random.nextBoolean() ? line.with(Trait.YANKED) : line);
    }

    private @Nullable CrateFile gaining(CrateFile file, Trait trait) {
        Entry entry = any(file, each -> each.isWhole() && !each.line().has(trait));
        return entry == null ? null : file.replacing(entry, Entry.whole(entry.line().with(trait)));
    }

    private @Nullable CrateFile losing(CrateFile file, Trait trait) {
        Entry entry = any(file, each -> each.isWhole() && each.line().has(trait));
        return entry == null
                ? null
                : file.replacing(entry, Entry.whole(entry.line().without(trait)));
    }

    private @Nullable CrateFile toggling(CrateFile file, Trait trait) {
        return random.nextBoolean() ? gaining(file, trait) : losing(file, trait);
    }

    private @Nullable CrateFile breaking(CrateFile file, Shape shape) {
        Entry entry = any(file, Entry::isWhole);
        return entry == null ? null : file.replacing(entry, entry.as(shape));
    }

    private @Nullable CrateFile without(CrateFile file, Predicate<Entry> which) {
        Entry entry = any(file, which);
        return entry == null ? null : file.minus(entry);
    }

    private @Nullable CrateFile littered(CrateFile file, Shape shape) {
        Entry like = any(file, Entry::isWhole);
        return like == null
                ? null
                : file.plus(new Entry(like.line().withContent(newContent()), shape));
    }

    private @Nullable Entry any(CrateFile file, Predicate<Entry> which) {
        List<Entry> all = file.entries().stream().filter(which).toList();
        return all.isEmpty() ? null : oneOf(all);
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String newContent() {
        return "content " + ++contents;
    }
}
