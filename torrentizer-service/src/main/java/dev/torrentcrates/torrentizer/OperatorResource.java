package dev.torrentcrates.torrentizer;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.CksumDenied;
import dev.torrentcrates.eventlog.EventLoop;
import dev.torrentcrates.torrentizer.audit.AuditReport;
import dev.torrentcrates.torrentizer.parked.Redrive.Redriven;
import dev.torrentcrates.torrentizer.parked.RedriveChoice;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Takes an operator's word; what changes something needs the admin token. */
@Path("/api/v1/torrentizer")
@Produces(MediaType.APPLICATION_JSON)
public class OperatorResource {
    private static final int MAX_REASON = 500;

    private final TorrentizerService torrentizer;
    private final AdminToken token;

    OperatorResource(TorrentizerService torrentizer, TorrentizerConfig config) {
        this.torrentizer = torrentizer;
        this.token = new AdminToken(config.adminToken().orElse(null));
    }

    /** A denial, as JSON. */
    public record Denial(String cksum, String reason, String time) {
        static Denial of(CksumDenied denied) {
            return new Denial(denied.cksum().hex(), denied.reason(), denied.time().toString());
        }
    }

    /** Whether storage still holds what was built, as all torrentizers together have seen it. */
    @GET
    @Path("/audit")
    @RunOnVirtualThread
    public AuditReport audit() throws IOException {
        return torrentizer.auditReport();
    }

    /**
     * Has versions tried again that were given up.
     *
     * @param query {@code crate}, in any spelling, {@code version} and {@code reason}, such as
     *     {@code not_found}, narrow it down; {@code all=true} means all of them
     * @param body none: what is asked for in one would be passed over
     */
    @POST
    @Path("/redrive")
    @RunOnVirtualThread
    public Redriven redrive(
            @HeaderParam("Authorization") @Nullable String authorization,
            @Context UriInfo query,
            @Nullable String body)
            throws IOException {
        token.require(authorization);
        if (body != null && !body.isEmpty()) {
            throw new IllegalArgumentException("parameters go into the query; there is no body");
        }
        return torrentizer.operators().redrive(RedriveChoice.of(query.getQueryParameters()));
    }

    /** The deny list. */
    @GET
    @Path("/denied")
    @RunOnVirtualThread
    public List<Denial> denied() throws IOException {
        return torrentizer.operators().denied().stream().map(Denial::of).toList();
    }

    /**
     * Denies some content: it is not built, served or seeded any more, whatever its name.
     *
     * @param cksum the sha256 of the crate file
     * @param reason for those who will ask
     */
    @PUT
    @Path("/denied/{cksum}")
    @RunOnVirtualThread
    public Denial deny(
            @HeaderParam("Authorization") @Nullable String authorization,
            @PathParam("cksum") String cksum,
            @QueryParam("reason") @Nullable String reason)
            throws IOException, InterruptedException {
        token.require(authorization);
        if (reason == null || reason.isBlank() || reason.length() > MAX_REASON) {
            throw new IllegalArgumentException(
                    "reason says why, in 1 to " + MAX_REASON + " characters");
        }
        if (reason.codePoints().anyMatch(OperatorResource::controls)) {
            throw new IllegalArgumentException("reason is one line, without control characters");
        }
        return Denial.of(torrentizer.operators().deny(Sha256.of(cksum), reason));
    }

    /** Takes a denial back; versions that were given up for it are tried. */
    @DELETE
    @Path("/denied/{cksum}")
    @RunOnVirtualThread
    public Redriven allow(
            @HeaderParam("Authorization") @Nullable String authorization,
            @PathParam("cksum") String cksum)
            throws IOException, InterruptedException {
        token.require(authorization);
        return torrentizer.operators().allow(Sha256.of(cksum));
    }

    /** For the methods above alone. */
    @ServerExceptionMapper
    Response refuse(AdminToken.RefusedException refused) {
        return problem(403, refused);
    }

    /** For the methods above alone. */
    @ServerExceptionMapper
    Response refuse(OperatorsWord.NotDeniedException unknown) {
        return problem(404, unknown);
    }

    /** For the methods above alone. */
    @ServerExceptionMapper
    Response refuse(IllegalArgumentException invalid) {
        return problem(400, invalid);
    }

    /** For the methods above alone. */
    @ServerExceptionMapper
    Response refuse(IOException unavailable) {
        return problem(503, unavailable);
    }

    /** It would break the lines of logs and of terminals. */
    private static boolean controls(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** As crates.io writes its errors. */
    private static Response problem(int status, Exception problem) {
        String detail = EventLoop.words(problem);
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(Map.of("errors", List.of(Map.of("detail", detail))))
                .build();
    }
}
