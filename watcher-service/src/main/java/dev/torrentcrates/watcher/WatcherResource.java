package dev.torrentcrates.watcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.torrentcrates.watcher.consistency.ConsistencyReport;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what the watcher does, and takes an operator's word. */
@Path("/api/v1/watcher")
@Produces(MediaType.APPLICATION_JSON)
public class WatcherResource {
    private final WatcherService watcher;
    private final Optional<String> adminToken;

    WatcherResource(WatcherService watcher, WatcherConfig config) {
        this.watcher = watcher;
        this.adminToken = config.adminToken();
    }

    /** What it does at the moment. */
    @GET
    @RunOnVirtualThread
    public WatcherStatus status() {
        return watcher.status();
    }

    /** What git, the sparse index and the pipeline say differently. */
    @GET
    @Path("/consistency")
    @RunOnVirtualThread
    public ConsistencyReport consistency() {
        return watcher.consistency();
    }

    /**
     * Lets deletions pass that the breaker holds, at the next look.
     *
     * @param authorization {@code Bearer} and {@code watcher.admin-token}
     * @param atMost how many versions may go; the status tells how many would
     */
    @POST
    @Path("/deletions/pass")
    @RunOnVirtualThread
    public Response passDeletions(
            @HeaderParam("Authorization") @Nullable String authorization,
            @QueryParam("at-most") @Nullable Long atMost) {
        if (adminToken.isEmpty()) {
            return refusal(403, "nobody may do this: set watcher.admin-token first");
        }
        if (authorization == null || !isAdmin(authorization, adminToken.get())) {
            return refusal(403, "this needs the header Authorization: Bearer <admin token>");
        }
        if (atMost == null || atMost < 1) {
            return refusal(400, "at-most says how many versions may be deleted, such as 250");
        }
        watcher.breaker().pass(atMost);
        return Response.ok(Map.of("passing", atMost)).build();
    }

    /** In a time that does not depend on how much of it is right. */
    private static boolean isAdmin(String authorization, String token) {
        return MessageDigest.isEqual(
                authorization.getBytes(UTF_8), ("Bearer " + token).getBytes(UTF_8));
    }

    /** As crates.io writes its errors. */
    private static Response refusal(int status, String detail) {
        return Response.status(status)
                .entity(Map.of("errors", List.of(Map.of("detail", detail))))
                .build();
    }
}
