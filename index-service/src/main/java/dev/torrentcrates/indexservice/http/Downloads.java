package dev.torrentcrates.indexservice.http;

import dev.torrentcrates.indexservice.content.CrateContent;
import dev.torrentcrates.indexservice.content.EntityTags;
import dev.torrentcrates.indexservice.content.RangeHeader;
import dev.torrentcrates.indexservice.content.RangeHeader.Part;
import dev.torrentcrates.indexservice.content.RangeHeader.Unsatisfiable;
import dev.torrentcrates.indexservice.content.RangeHeader.Whole;
import dev.torrentcrates.indexservice.view.PublishedVersion;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** Crate files, whole or in part, and conditionally. */
final class Downloads {
    private final CrateContent content;

    Downloads(CrateContent content) {
        this.content = content;
    }

    /** Answers a GET; the stream in it is closed by whoever writes it out. */
    Response get(PublishedVersion version, HttpHeaders request) throws IOException {
        if (notModified(version, request)) {
            return notModified(version);
        }
        long total = version.entry().length();
        return switch (range(version, request)) {
            case Whole _ ->
                    file(200, version, total).entity(content.open(version, 0, total)).build();
            case Part part ->
                    file(206, version, part.length())
                            .header("Content-Range", part.contentRange(total))
                            .entity(content.open(version, part.offset(), part.length()))
                            .build();
            case Unsatisfiable _ ->
                    Response.status(416).header("Content-Range", "bytes */" + total).build();
        };
    }

    /** Answers a HEAD; a range means nothing to it. */
    Response head(PublishedVersion version, HttpHeaders request) {
        return notModified(version, request)
                ? notModified(version)
                : file(200, version, version.entry().length()).build();
    }

    private static Response.ResponseBuilder file(
            int status, PublishedVersion version, long length) {
        return Response.status(status)
                .type(MediaType.APPLICATION_OCTET_STREAM)
                .header("Content-Length", length)
                .header("Accept-Ranges", "bytes")
                .header("ETag", etag(version))
                .header("Cache-Control", "public, no-cache");
    }

    private static boolean notModified(PublishedVersion version, HttpHeaders request) {
        return EntityTags.match(request.getHeaderString("If-None-Match"), etag(version));
    }

    private static Response notModified(PublishedVersion version) {
        return Response.notModified().header("ETag", etag(version)).build();
    }

    private static RangeHeader range(PublishedVersion version, HttpHeaders request) {
        return EntityTags.allowPart(request.getHeaderString("If-Range"), etag(version))
                ? RangeHeader.parse(request.getHeaderString("Range"), version.entry().length())
                : new Whole();
    }

    /** The content's identity: a version that is published again has another one. */
    private static String etag(PublishedVersion version) {
        return "\"" + version.line().cksum() + "\"";
    }
}
