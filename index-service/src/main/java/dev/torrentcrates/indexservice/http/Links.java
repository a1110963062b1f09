package dev.torrentcrates.indexservice.http;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.index.DownloadTemplate;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.indexservice.view.PublishedVersion;
import dev.torrentcrates.torrent.Magnet;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The addresses under which others reach what belongs to a version. */
public final class Links {
    private static final String DOWNLOAD = "/api/v1/crates/{crate}/{version}/download";

    private final String publicUrl;
    private final Optional<String> upstreamWebSeed;

    /**
     * Knows where this service is.
     *
     * @param upstreamWebSeed a template like cargo's {@code dl}
     * @throws IllegalArgumentException where the template makes no address
     */
    public Links(URI publicUrl, Optional<String> upstreamWebSeed) {
        String url = publicUrl.toString();
        this.publicUrl = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.upstreamWebSeed = upstreamWebSeed.filter(template -> !template.isBlank());
        this.upstreamWebSeed.ifPresent(
                template ->
                        new DownloadTemplate(template)
                                .of(
                                        CrateName.of("probe"),
                                        CrateVersion.of("1.0.0"),
                                        Sha256.ofContent(new byte[0])));
    }

    /** What cargo appends {@code /api/v1} to. */
    String api() {
        return publicUrl;
    }

    /** Cargo's {@code dl}. */
    String downloadTemplate() {
        return publicUrl + DOWNLOAD;
    }

    /** Where the crate file is; a web seed. */
    URI download(IndexLine line) {
        return filled(downloadTemplate(), line);
    }

    /** Where the torrent file is. */
    URI torrent(IndexLine line) {
        String template = publicUrl + "/api/v1/crates/{crate}/{version}/torrent";
        return filled(template, line);
    }

    /** The tracker of every torrent. */
    List<URI> trackers() {
        return List.of(URI.create(publicUrl + "/announce"));
    }

    /** Ours first, then upstream's. */
    List<URI> webSeeds(IndexLine line) {
        List<URI> webSeeds = new ArrayList<>();
        webSeeds.add(download(line));
        upstreamWebSeed.ifPresent(template -> webSeeds.add(filled(template, line)));
        return webSeeds;
    }

    /** The link for every client. */
    String magnet(PublishedVersion version) {
        return Magnet.btih(version.torrent(), trackers(), webSeeds(version.line()));
    }

    /** The link for clients of version 2. */
    String btmhMagnet(PublishedVersion version) {
        return Magnet.btmh(version.torrent(), trackers(), webSeeds(version.line()));
    }

    private static URI filled(String template, IndexLine line) {
        return new DownloadTemplate(template).of(line.name(), line.version(), line.cksum());
    }
}
