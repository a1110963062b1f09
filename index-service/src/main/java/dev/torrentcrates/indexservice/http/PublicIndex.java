package dev.torrentcrates.indexservice.http;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.TorrentEvent.TorrentFailed;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.index.IndexPath;
import dev.torrentcrates.indexservice.view.CrateView;
import dev.torrentcrates.indexservice.view.LiveSeeders;
import dev.torrentcrates.indexservice.view.PublishedFile;
import dev.torrentcrates.indexservice.view.PublishedVersion;
import dev.torrentcrates.indexservice.view.VersionView;
import dev.torrentcrates.indexservice.view.View;
import jakarta.ws.rs.WebApplicationException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the view holds of the registry that is served, by the names that come in requests. */
public final class PublicIndex {
    private final Registry registry;
    private final View view;
    private final LiveSeeders seeders;
    private final Links links;

    /** Serves one registry. */
    public PublicIndex(Registry registry, View view, LiveSeeders seeders, Links links) {
        this.registry = registry;
        this.view = view;
        this.seeders = seeders;
        this.links = links;
    }

    View view() {
        return view;
    }

    LiveSeeders seeders() {
        return seeders;
    }

    Links links() {
        return links;
    }

    /** The index file at exactly this path; empty where there is none. */
    Optional<PublishedFile> file(String path) {
        String lastName = path.substring(path.lastIndexOf('/') + 1);
        return name(lastName)
                .flatMap(name -> view.crate(registry, name))
                .filter(crate -> IndexPath.of(crate.name()).equals(path))
                .flatMap(CrateView::file);
    }

    /** A crate by any spelling of its name. */
    CrateView crate(String name) throws WebApplicationException {
        return name(name)
                .flatMap(valid -> view.crate(registry, valid))
                .filter(crate -> !crate.versions().isEmpty())
                .orElseThrow(() -> Problems.notFound("there is no crate of this name"));
    }

    /** A version that was heard of, visible or not. */
    VersionView version(String name, String version) throws WebApplicationException {
        CrateView crate = crate(name);
        return version(version).flatMap(crate::version).orElseThrow(() -> noVersion(crate));
    }

    /** A version of the published index. */
    PublishedVersion published(String name, String version) throws WebApplicationException {
        CrateView crate = crate(name);
        return version(version)
                .flatMap(crate::version)
                .flatMap(VersionView::published)
                .orElseThrow(() -> noVersion(crate));
    }

    /** What the API says of a crate. */
    CrateAnswer answer(CrateView crate, Instant now) {
        return new CrateAnswer(
                crate.name().value(),
                crate.registry().name(),
                crate.versions().stream().map(version -> answer(version, now)).toList());
    }

    /** What the API says of a version. */
    VersionAnswer answer(VersionView version, Instant now) {
        return new VersionAnswer(
                version.version().value(),
                version.standing().name().toLowerCase(Locale.ROOT),
                seeders.addresses(version.holders(), now).size(),
                upstream(version),
                version.published().map(this::shared).orElse(null));
    }

    private static VersionAnswer.@Nullable Upstream upstream(VersionView version) {
        IndexLine line = version.state().line();
        TorrentFailed failed = version.state().failure();
        return line == null
                ? null
                : new VersionAnswer.Upstream(
                        line.cksum().hex(),
                        line.yanked(),
                        failed == null
                                ? null
                                : new VersionAnswer.Failure(
                                        failed.reason().name().toLowerCase(Locale.ROOT),
                                        failed.detail()));
    }

    private VersionAnswer.Shared shared(PublishedVersion version) {
        IndexLine line = version.line();
        return new VersionAnswer.Shared(
                version.entry().length(),
                version.entry().btih().hex(),
                version.entry().btmh().hex(),
                new VersionAnswer.Addresses(
                        links.magnet(version),
                        links.torrent(line).toString(),
                        links.download(line).toString()));
    }

    private static WebApplicationException noVersion(CrateView crate) {
        return Problems.notFound("crate " + crate.name() + " has no such version here");
    }

    private static Optional<CrateName> name(String text) {
        try {
            return Optional.of(CrateName.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<CrateVersion> version(String text) {
        try {
            return Optional.of(CrateVersion.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
