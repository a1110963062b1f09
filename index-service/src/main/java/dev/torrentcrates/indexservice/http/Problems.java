package dev.torrentcrates.indexservice.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Errors in crates.io's shape. */
final class Problems {
    private static final int RETRY_AFTER_SECONDS = 5;

    private Problems() {}

    /** The body of an error. */
    record Errors(List<Detail> errors) {}

    /** One error, in words for a user. */
    record Detail(String detail) {}

    static WebApplicationException notFound(String detail) {
        return new WebApplicationException(detail, answer(404, detail).build());
    }

    static WebApplicationException badRequest(String detail) {
        return new WebApplicationException(detail, answer(400, detail).build());
    }

    static Response unavailable(String detail) {
        return answer(503, detail).header("Retry-After", RETRY_AFTER_SECONDS).build();
    }

    private static Response.ResponseBuilder answer(int status, String detail) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(new Errors(List.of(new Detail(detail))));
    }
}
