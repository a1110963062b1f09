package dev.torrentcrates.indexservice.content;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Comparison of entity tags, as conditional requests need it. */
public final class EntityTags {
    private EntityTags() {}

    /** Whether {@code If-None-Match} names this tag, so that 304 is the answer. */
    public static boolean match(@Nullable String ifNoneMatch, String etag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(",", -1))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || weak(tag).equals(etag));
    }

    /** Whether {@code If-Range} lets a part be served: absent, or exactly this tag. */
    public static boolean allowPart(@Nullable String ifRange, String etag) {
        return ifRange == null || ifRange.strip().equals(etag);
    }

    private static String weak(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
