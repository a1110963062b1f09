package dev.torrentcrates.upstream.sparse;

import com.sun.net.httpserver.HttpExchange;
import dev.torrentcrates.upstream.download.HttpAnswer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;

/**
 * What a client is told with a content, so that it can ask later whether there is another one.
 *
 * @param etag with its quotes
 * @param lastModified in whole seconds, for HTTP knows no others
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13">RFC 9110, conditional
 *     requests</a>
 */
record Validators(String etag, Instant lastModified) {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME;

    interface Body {
        byte[] read() throws IOException;
    }

    /** Answers with 304 where the client says that it has this content, else with the content. */
    void answer(HttpExchange exchange, String contentType, Body body) throws IOException {
        exchange.getResponseHeaders().set("ETag", etag);
        exchange.getResponseHeaders()
                .set("Last-Modified", HTTP_DATE.format(lastModified.atOffset(ZoneOffset.UTC)));
        if (isKnown(exchange)) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", contentType);
        HttpAnswer.bytes(exchange, 200, body.read());
    }

    /** Who names an ETag is not asked for a time. */
    private boolean isKnown(HttpExchange exchange) {
        String etags = exchange.getRequestHeaders().getFirst("If-None-Match");
        if (etags != null) {
            return Stream.of(etags.split(",", -1))
                    .map(known -> known.strip().replaceFirst("^W/", ""))
                    .anyMatch(known -> known.equals(etag) || known.equals("*"));
        }
        String time = exchange.getRequestHeaders().getFirst("If-Modified-Since");
        try {
            return time != null && !lastModified.isAfter(Instant.from(HTTP_DATE.parse(time)));
        } catch (DateTimeException e) {
            return false; // As RFC 9110 has it, a date that is none is no condition.
        }
    }
}
