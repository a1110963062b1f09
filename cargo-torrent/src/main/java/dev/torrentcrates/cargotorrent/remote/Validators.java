package dev.torrentcrates.cargotorrent.remote;

import org.jspecify.annotations.Nullable;

/**
 * What a server gave with a file, so that it can be asked whether the file is still the same.
 *
 * @param etag the header of that name, null where there was none
 * @param lastModified the header of that name, null where there was none
 */
public record Validators(@Nullable String etag, @Nullable String lastModified) {
    /** Nothing to ask by: the whole file comes. */
    public static final Validators NONE = new Validators(null, null);
}
