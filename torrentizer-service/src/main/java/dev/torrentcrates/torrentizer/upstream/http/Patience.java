package dev.torrentcrates.torrentizer.upstream.http;

import java.time.Duration;

/**
 * What is waited for. Pure.
 *
 * @param connect for a connection
 * @param answer for the headers of an answer, and for any pause within its body
 * @param lowestSpeed of a body on average, in bytes a second, at least 1; or a server that drips
 *     would never be too late
 */
public record Patience(Duration connect, Duration answer, long lowestSpeed) {
    /** For a body for which there is so much time, however fast it comes. */
    BodyPatience forBody(Duration whole) {
        return new BodyPatience(answer, lowestSpeed, whole);
    }
}
