package dev.torrentcrates.indexservice.view;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.event.Registry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A crate as readers see it; never altered, only replaced.
 *
 * @param versions every one that is known, in the order of versions
 * @param indexFile null where no version is visible
 */
public record CrateView(
        Registry registry,
        CrateName name,
        List<VersionView> versions,
        @Nullable PublishedFile indexFile) {
    /** Copies the list. */
    public CrateView {
        versions = List.copyOf(versions);
    }

    /** Its file in the published index; empty where no version is visible. */
    public Optional<PublishedFile> file() {
        return Optional.ofNullable(indexFile);
    }

    /** One version; empty where it was never heard of. */
    public Optional<VersionView> version(CrateVersion version) {
        return versions.stream().filter(one -> one.version().equals(version)).findFirst();
    }

    /** The versions of the published index. */
    public Stream<PublishedVersion> published() {
        return versions.stream().flatMap(version -> version.published().stream());
    }
}
