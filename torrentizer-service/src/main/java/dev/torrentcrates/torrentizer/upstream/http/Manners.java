package dev.torrentcrates.torrentizer.upstream.http;

/**
 * How we behave towards upstream.
 *
 * @param userAgent the name that every request bears, with a contact
 * @param concurrency how many answers are under way at once, at least 1
 * @param requestsPerSecond how many requests begin, at least 1
 */
public record Manners(String userAgent, int concurrency, int requestsPerSecond) {}
