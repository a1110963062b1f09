package dev.torrentcrates.cargotorrent.remote;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** How this software speaks HTTP to others. */
public final class HttpClients {
    /** Says what asks, so that an operator can tell it from cargo itself. */
    public static final String USER_AGENT = "cargo-torrent/0.1 (torrent-crates)";

    private HttpClients() {}

    /** A client for one server: HTTP/2 where it is encrypted, redirects followed. */
    public static HttpClient of(URI server, Duration connectTimeout) {
        boolean encrypted = "https".equals(server.getScheme());
        return HttpClient.newBuilder()
                .version(encrypted ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(connectTimeout)
                .build();
    }

    /** Why a server did not answer, in words for a person. */
    public static String reason(URI server, IOException e) {
        String who = server.getAuthority();
        return switch (e) {
            case HttpConnectTimeoutException _ -> who + " does not accept a connection in time";
            case HttpTimeoutException _ -> who + " does not answer in time";
            case ConnectException _ -> "there is no connection to " + who;
            default -> "asking " + who + " failed: " + e.getMessage();
        };
    }
}
