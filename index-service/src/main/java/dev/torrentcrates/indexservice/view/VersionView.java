package dev.torrentcrates.indexservice.view;

import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.state.VersionState;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One version, as readers see it.
 *
 * @param holders the seeders that said last that they hold it, alive or not
 * @param visible null where it is not in the published index
 */
public record VersionView(
        CrateVersion version,
        Standing standing,
        VersionState state,
        Set<SeederId> holders,
        @Nullable PublishedVersion visible) {

    /** The version as it is published; empty where it is not. */
    public Optional<PublishedVersion> published() {
        return Optional.ofNullable(visible);
    }
}
