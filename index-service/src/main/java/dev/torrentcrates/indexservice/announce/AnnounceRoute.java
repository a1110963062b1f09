package dev.torrentcrates.indexservice.announce;

import dev.torrentcrates.indexservice.tracker.Tracker;
import dev.torrentcrates.indexservice.view.NotCaughtUpException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.time.Clock;

/**
 * {@code GET /announce}. A route rather than a resource: the query has to come as it was sent, byte
 * for byte, and the address of the peer with it.
 */
@ApplicationScoped
public class AnnounceRoute {
    private static final String RETRY_AFTER_SECONDS = "5";

    private final Tracker tracker;
    private final Clock clock = Clock.systemUTC();

    AnnounceRoute(Tracker tracker) {
        this.tracker = tracker;
    }

    void register(@Observes Router router) {
        router.get("/announce").handler(this::announce);
    }

    private void announce(RoutingContext context) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        String query = request.query() == null ? "" : request.query();
        try {
            byte[] answer = tracker.answer(query, address(request), clock.instant());
            response.putHeader("Content-Type", "text/plain");
            response.end(Buffer.buffer(answer)).onFailure(_ -> {}); // the peer has gone
        } catch (NotCaughtUpException e) {
            response.setStatusCode(503).putHeader("Retry-After", RETRY_AFTER_SECONDS);
            response.end(String.valueOf(e.getMessage())).onFailure(_ -> {});
        }
    }

    /** The scope of a link-local address means nothing to another host. */
    private static InetAddress address(HttpServerRequest request) {
        String literal = request.remoteAddress().hostAddress();
        int scope = literal.indexOf('%');
        return InetAddress.ofLiteral(scope < 0 ? literal : literal.substring(0, scope));
    }
}
