package dev.torrentcrates.cargotorrent.remote;

import java.time.Duration;

/**
 * How long a server is waited for.
 *
 * @param connect until a connection stands
 * @param answer until the whole file is there
 * @param pause for which it is called troubled after it failed
 */
public record Patience(Duration connect, Duration answer, Duration pause) {}
