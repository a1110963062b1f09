package dev.torrentcrates.indexservice.http;

import dev.torrentcrates.indexservice.content.EntityTags;
import dev.torrentcrates.indexservice.view.PublishedFile;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The sparse index that cargo reads. */
@Path("/index")
public class IndexResource {
    private static final String TEXT = "text/plain; charset=utf-8";

    /** A change is to be seen within seconds; asking again costs a 304. */
    private static final String CACHE_CONTROL = "public, no-cache";

    private final PublicIndex index;

    IndexResource(PublicIndex index) {
        this.index = index;
    }

    /**
     * What cargo asks for first, with each update.
     *
     * @param dl where crates are
     * @param api where the web API is
     */
    public record Config(String dl, String api) {}

    /** Where everything is. */
    @GET
    @Path("config.json")
    @RunOnVirtualThread
    public Response config() {
        Links links = index.links();
        return Response.ok(new Config(links.downloadTemplate(), links.api()))
                .type(MediaType.APPLICATION_JSON)
                .header("Cache-Control", CACHE_CONTROL)
                .build();
    }

    /** A crate's file, at its exact path and nowhere else. */
    @GET
    @Path("{path: .+}")
    @RunOnVirtualThread
    public Response file(
            @PathParam("path") String path,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        PublishedFile file =
                index.file(path).orElseThrow(() -> Problems.notFound("the index has no such file"));
        Response.ResponseBuilder answer =
                EntityTags.match(ifNoneMatch, file.etag())
                        ? Response.notModified()
                        : Response.ok(file.content()).type(TEXT);
        return answer.header("ETag", file.etag()).header("Cache-Control", CACHE_CONTROL).build();
    }
}
