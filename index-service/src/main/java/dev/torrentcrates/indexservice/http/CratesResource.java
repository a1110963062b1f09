package dev.torrentcrates.indexservice.http;

import dev.torrentcrates.indexservice.content.CrateContent;
import dev.torrentcrates.indexservice.view.PublishedVersion;
import dev.torrentcrates.torrent.CrateTorrent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Crates and versions: what is known of them, their torrents, and they themselves. */
@Path("/api/v1/crates/{crate}")
@RunOnVirtualThread
public class CratesResource {
    private static final System.Logger LOG = System.getLogger(CratesResource.class.getName());

    private final PublicIndex index;
    private final CrateContent content;
    private final Downloads downloads;
    private final Clock clock = Clock.systemUTC();

    CratesResource(PublicIndex index, CrateContent content) {
        this.index = index;
        this.content = content;
        this.downloads = new Downloads(content);
    }

    /** A crate by any spelling of its name, with every version that is known. */
    @GET
    public Response crate(@PathParam("crate") String crate) {
        return json(index.answer(index.crate(crate), clock.instant()));
    }

    /** A version; also one that is not visible, and one that was deleted. */
    @GET
    @Path("{version}")
    public Response version(
            @PathParam("crate") String crate, @PathParam("version") String version) {
        return json(index.answer(index.version(crate, version), clock.instant()));
    }

    /** The torrent file of a visible version; with {@code v=1} the version 1 companion's. */
    @GET
    @Path("{version}/torrent")
    public Response torrent(
            @PathParam("crate") String crate,
            @PathParam("version") String version,
            @QueryParam("v") @Nullable String protocol) {
        if (protocol != null && !protocol.equals("1")) {
            throw Problems.badRequest("v=1 is the only choice; without it the hybrid is served");
        }
        PublishedVersion published = index.published(crate, version);
        try {
            return Response.ok(torrentFile(published, protocol != null))
                    .type("application/x-bittorrent")
                    .header(
                            "Content-Disposition",
                            "attachment; filename=\"%s.torrent\""
                                    .formatted(published.torrent().fileName()))
                    .header("Cache-Control", "public, no-cache")
                    .build();
        } catch (IOException e) {
            return away(published, e);
        }
    }

    /** The magnet link of a visible version; with {@code btmh=true} by version 2's hash. */
    @GET
    @Path("{version}/magnet")
    public Response magnet(
            @PathParam("crate") String crate,
            @PathParam("version") String version,
            @QueryParam("btmh") boolean btmh) {
        PublishedVersion published = index.published(crate, version);
        Links links = index.links();
        return Response.ok(btmh ? links.btmhMagnet(published) : links.magnet(published))
                .type(MediaType.TEXT_PLAIN)
                .build();
    }

    /** The crate file of a visible version: for cargo, and as a web seed. */
    @GET
    @Path("{version}/download")
    public Response download(
            @PathParam("crate") String crate,
            @PathParam("version") String version,
            @Context HttpHeaders headers) {
        PublishedVersion published = index.published(crate, version);
        try {
            return downloads.get(published, headers);
        } catch (IOException e) {
            return away(published, e);
        }
    }

    /** The same without the file, which is not even opened. */
    @HEAD
    @Path("{version}/download")
    public Response head(
            @PathParam("crate") String crate,
            @PathParam("version") String version,
            @Context HttpHeaders headers) {
        return downloads.head(index.published(crate, version), headers);
    }

    private byte[] torrentFile(PublishedVersion version, boolean companion) throws IOException {
        List<URI> trackers = index.links().trackers();
        List<URI> webSeeds = index.links().webSeeds(version.line());
        CrateTorrent torrent = companion ? version.torrent() : content.complete(version);
        return companion
                ? torrent.companionTorrentFile(trackers, webSeeds)
                : torrent.torrentFile(trackers, webSeeds);
    }

    private static Response away(PublishedVersion version, IOException failure) {
        LOG.log(
                System.Logger.Level.WARNING,
                "{0} cannot be served: {1}",
                version.line(),
                failure.getMessage());
        return Problems.unavailable("object storage does not answer; try again in some seconds");
    }

    private static Response json(Object answer) {
        return Response.ok(answer).type(MediaType.APPLICATION_JSON).build();
    }
}
