package dev.torrentcrates.upstream.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.torrentcrates.upstream.git.GitIndex;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/** Two trees of an index, one after the other, and what can be seen of what happened in between. */
final class Moment {
    private final SortedMap<String, byte[]> before;
    private final SortedMap<String, byte[]> after;
    private final String head;
    private final Set<String> earlier;

    private enum Yank {
        YANKED,
        NOT_YANKED;

        static Yank of(JsonNode line) {
            return line.path("yanked").asBoolean() ? YANKED : NOT_YANKED;
        }
    }

    /**
     * @param earlier the heads that there were
     */
    Moment(SortedMap<String, byte[]> before, GitIndex index, Set<String> earlier)
            throws IOException {
        this.before = before;
        this.after = index.files();
        this.head = index.head().orElseThrow().id();
        this.earlier = earlier;
    }

    /** Whether what is said to have happened can be seen. */
    boolean shows(IndexHistory.Happened happened) {
        return happened.crate().isEmpty()
                ? showsOfIndex(happened.what())
                : showsOfCrate(
                        happened.what(),
                        CrateView.of(happened.crate(), before),
                        CrateView.of(happened.crate(), after));
    }

    private static boolean showsOfCrate(Happening what, CrateView old, CrateView now) {
        return switch (what) {
            case PUBLISHED -> came(old, now, Yank.NOT_YANKED);
            case PUBLISHED_YANKED -> came(old, now, Yank.YANKED);
            case YANKED -> changed(old, now, "yanked", (was, is) -> is.asBoolean());
            case UNYANKED -> changed(old, now, "yanked", (was, is) -> was.asBoolean());
            case METADATA_CHANGED -> changed(old, now, "rust_version", (was, is) -> true);
            case MOVED_TO_FEATURES2 -> lineChanged(old, now, Moment::movedToFeatures2);
            case PUBTIME_FILLED_IN -> changed(old, now, "pubtime", (was, is) -> is.isTextual());
            case DEPENDENCIES_REORDERED -> changed(old, now, "deps", Moment::changedPlaces);
            case SPACING_CHANGED -> lineChanged(old, now, JsonNode::equals);
            case CKSUM_CHANGED -> changed(old, now, "cksum", (was, is) -> true);
            case VERSION_DELETED ->
                    now.versions().size() == old.versions().size() - 1
                            && !now.versions().isEmpty()
                            && now.without(old).isEmpty()
                            && old.without(now).size() == 1;
            case CRATE_DELETED -> now.paths().isEmpty() && !old.paths().isEmpty();
            case RECREATED ->
                    recreated(old, now)
                            && now.names().equals(old.names())
                            && now.paths().equals(old.paths());
            case RECREATED_IN_OTHER_CASE ->
                    recreated(old, now)
                            && !now.names().equals(old.names())
                            && now.paths().equals(old.paths());
            case RECREATED_IN_OTHER_FILE -> recreated(old, now) && !now.paths().equals(old.paths());
            case LINES_REORDERED ->
                    !now.lines().equals(old.lines())
                            && now.without(old).isEmpty()
                            && old.without(now).isEmpty();
            case DAMAGED -> broke(old, now) && CrateView.isUtf8(now.without(old).getFirst());
            case GARBLED -> broke(old, now) && !CrateView.isUtf8(now.without(old).getFirst());
            case MENDED -> broke(now, old);
            case DAMAGE_REMOVED ->
                    went(old, now) && old.without(now).getFirst().contains("\"vers\":");
            case TIDIED -> went(old, now) && isLitter(old.without(now).getFirst());
            case NONSENSE_ADDED ->
                    went(now, old) && CrateView.json(now.without(old).getFirst()).isEmpty();
            case NOT_UTF8_ADDED -> went(now, old) && !CrateView.isUtf8(now.without(old).getFirst());
            case STRAY_ADDED ->
                    went(now, old)
                            && CrateView.json(now.without(old).getFirst())
                                    .path("name")
                                    .asText()
                                    .startsWith("stray-");
            case CONFIG_CHANGED, DOT_FILE_CHANGED, NOTHING, SQUASHED, FORCED_BACK -> false;
        };
    }

    private boolean showsOfIndex(Happening what) {
        return switch (what) {
            case CONFIG_CHANGED -> differing().equals(Set.of("config.json"));
            case DOT_FILE_CHANGED ->
                    differing().size() == 1 && differing().iterator().next().startsWith(".");
            case NOTHING, SQUASHED -> differing().isEmpty() && !earlier.contains(head);
            case FORCED_BACK -> earlier.contains(head);
            case PUBLISHED,
                    PUBLISHED_YANKED,
                    YANKED,
                    UNYANKED,
                    METADATA_CHANGED,
                    MOVED_TO_FEATURES2,
                    PUBTIME_FILLED_IN,
                    DEPENDENCIES_REORDERED,
                    SPACING_CHANGED,
                    CKSUM_CHANGED,
                    VERSION_DELETED,
                    CRATE_DELETED,
                    RECREATED,
                    RECREATED_IN_OTHER_CASE,
                    RECREATED_IN_OTHER_FILE,
                    LINES_REORDERED,
                    DAMAGED,
                    GARBLED,
                    MENDED,
                    DAMAGE_REMOVED,
                    NONSENSE_ADDED,
                    NOT_UTF8_ADDED,
                    STRAY_ADDED,
                    TIDIED ->
                    false;
        };
    }

    /** One version, and nothing else. */
    private static boolean came(CrateView old, CrateView now, Yank yank) {
        Set<String> came = new TreeSet<>(now.versions().keySet());
        came.removeAll(old.versions().keySet());
        return came.size() == 1
                && now.without(old).size() == 1
                && old.without(now).isEmpty()
                && Yank.of(CrateView.json(now.without(old).getFirst())) == yank;
    }

    private static boolean movedToFeatures2(JsonNode was, JsonNode is) {
        return !was.has("features2")
                && is.path("features2").equals(was.path("features"))
                && is.path("v").asInt() == 2;
    }

    private static boolean changedPlaces(JsonNode was, JsonNode is) {
        return was.get(0).equals(is.get(1)) && was.get(1).equals(is.get(0));
    }

    /** One field of one version, and nothing else. */
    private static boolean changed(
            CrateView old, CrateView now, String field, BiPredicate<JsonNode, JsonNode> how) {
        return lineChanged(
                        old,
                        now,
                        (was, is) ->
                                !was.path(field).equals(is.path(field))
                                        && how.test(was.path(field), is.path(field)))
                && CrateView.without(old.without(now).getFirst(), field)
                        .equals(CrateView.without(now.without(old).getFirst(), field));
    }

    /** The line of one version, and nothing else. */
    private static boolean lineChanged(
            CrateView old, CrateView now, BiPredicate<JsonNode, JsonNode> how) {
        if (old.without(now).size() != 1 || now.without(old).size() != 1) {
            return false;
        }
        JsonNode was = CrateView.json(old.without(now).getFirst());
        JsonNode is = CrateView.json(now.without(old).getFirst());
        return was.path("vers").isTextual()
                && was.path("vers").equals(is.path("vers"))
                && how.test(was, is);
    }

    private static boolean recreated(CrateView old, CrateView now) {
        Set<String> both = new HashSet<>(old.versions().keySet());
        both.retainAll(now.versions().keySet());
        return both.stream().anyMatch(version -> !cksum(old, version).equals(cksum(now, version)))
                && now.lines().stream().noneMatch(old.lines()::contains);
    }

    private static JsonNode cksum(CrateView view, String version) {
        return CrateView.json(Objects.requireNonNull(view.versions().get(version))).path("cksum");
    }

    /** One line stands there still, and is none any more. */
    private static boolean broke(CrateView old, CrateView now) {
        return old.lines().size() == now.lines().size()
                && old.versions().size() - 1 == now.versions().size()
                && now.without(old).size() == 1
                && now.without(old).getFirst().contains("\"vers\":");
    }

    /** One line is gone, and no version. */
    private static boolean went(CrateView old, CrateView now) {
        return old.without(now).size() == 1
                && now.without(old).isEmpty()
                && old.versions().equals(now.versions());
    }

    private static boolean isLitter(String line) {
        return line.contains("stray-") || line.startsWith("no ");
    }

    private Set<String> differing() {
        Set<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        paths.removeIf(path -> Arrays.equals(bytes(before, path), bytes(after, path)));
        return paths;
    }

    private static byte[] bytes(Map<String, byte[]> files, String path) {
        return files.getOrDefault(path, new byte[0]);
    }
}
