package dev.torrentcrates.indexservice.http;

import dev.torrentcrates.indexservice.view.NotCaughtUpException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Asks clients to come back when the log was read. */
@Provider
public class NotCaughtUpMapper implements ExceptionMapper<NotCaughtUpException> {
    @Override
    public Response toResponse(NotCaughtUpException exception) {
        return Problems.unavailable(String.valueOf(exception.getMessage()));
    }
}
