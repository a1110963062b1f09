package dev.torrentcrates.indexservice.fold;

import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.indexservice.view.CrateView;
import dev.torrentcrates.indexservice.view.PublishedFile;
import dev.torrentcrates.indexservice.view.PublishedVersion;
import dev.torrentcrates.indexservice.view.SeederId;
import dev.torrentcrates.indexservice.view.Standing;
import dev.torrentcrates.indexservice.view.VersionView;
import dev.torrentcrates.state.VersionState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The picture of a crate that readers see, drawn from what the log says of it. */
final class CratePicture {
    private CratePicture() {}

    /**
     * Draws it.
     *
     * @param before the last one, whose parts are used again where they still hold; or null
     */
    static CrateView of(
            CrateRecord crate, Gate gate, Predicate<Sha256> denied, @Nullable CrateView before) {
        Map<CrateVersion, VersionView> known = new HashMap<>();
        if (before != null) {
            before.versions().forEach(version -> known.put(version.version(), version));
        }
        List<VersionView> versions = new ArrayList<>();
        crate.state()
                .versions()
                .forEach(
                        (version, state) -> {
                            Standing standing = standing(crate, state, gate, denied);
                            versions.add(view(crate, version, state, standing, known.get(version)));
                        });
        List<PublishedVersion> published =
                versions.stream().flatMap(version -> version.published().stream()).toList();
        return new CrateView(
                crate.registry(),
                crate.name(),
                versions,
                published.isEmpty() ? null : PublishedFile.of(published));
    }

    private static VersionView view(
            CrateRecord crate,
            CrateVersion version,
            VersionState state,
            Standing standing,
            @Nullable VersionView before) {
        IndexLine line = state.line();
        Set<SeederId> holders = line == null ? Set.of() : crate.reports().holding(line.cksum());
        PublishedVersion published = null;
        if (standing == Standing.VISIBLE) {
            published =
                    before != null && before.visible() != null && before.state().equals(state)
                            ? before.visible()
                            : state.built().map(PublishedVersion::of).orElseThrow();
        }
        return new VersionView(version, standing, state, holders, published);
    }

    private static Standing standing(
            CrateRecord crate, VersionState state, Gate gate, Predicate<Sha256> denied) {
        IndexLine line = state.line();
        if (line == null) {
            return Standing.DELETED;
        }
        Sha256 cksum = line.cksum();
        return gate.standing(
                state,
                crate.reports().reported(cksum),
                crate.isAnnounced(line),
                denied.test(cksum));
    }
}
