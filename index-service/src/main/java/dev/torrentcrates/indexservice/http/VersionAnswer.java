package dev.torrentcrates.indexservice.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * What the API says of a version, in one flat object. What is not known, or not for the public yet,
 * is left out.
 *
 * @param state pending, built, visible, failed, denied or deleted
 * @param seeders how many of ours hold it and are alive
 * @param upstream null where it is deleted
 * @param shared null where it is not visible
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record VersionAnswer(
        String version,
        String state,
        int seeders,
        @JsonUnwrapped @Nullable Upstream upstream,
        @JsonUnwrapped @Nullable Shared shared) {

    /**
     * What upstream's line says, and whether anything could be made of it.
     *
     * @param failure null where it did not fail
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Upstream(String cksum, boolean yanked, @Nullable Failure failure) {}

    /** Why there is no torrent. */
    record Failure(String reason, String detail) {}

    /**
     * Its torrent.
     *
     * @param length of the crate file, in bytes
     */
    record Shared(long length, String btih, String btmh, @JsonUnwrapped Addresses addresses) {}

    /**
     * Where to get it.
     *
     * @param magnet by version 1's hash
     * @param torrent URL of the torrent file
     * @param download URL of the crate file
     */
    record Addresses(String magnet, String torrent, String download) {}
}
