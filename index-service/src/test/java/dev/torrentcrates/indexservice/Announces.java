package dev.torrentcrates.indexservice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.torrentcrates.torrent.Btih;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HexFormat;

/** A BitTorrent client, as far as a tracker can tell. */
final class Announces {
    private Announces() {}

    /** Announces, and returns the answer with each byte as a character. */
    static String by(Btih infohash, int port, String... parameters)
            throws IOException, InterruptedException {
        StringBuilder query = new StringBuilder("info_hash=");
        query.append(HexFormat.of().withPrefix("%").formatHex(infohash.bytes()));
        query.append(
                "&peer_id=-TEST0-" + (1_000_000_000_000L + port) + "&port=" + port + "&left=1");
        for (String parameter : parameters) {
            query.append('&').append(parameter);
        }
        URI tracker = URI.create("http://127.0.0.1:" + RestAssured.port + "/announce?" + query);
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<byte[]> answer =
                    client.send(
                            HttpRequest.newBuilder(tracker).build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            return new String(answer.body(), ISO_8859_1);
        }
    }
}
