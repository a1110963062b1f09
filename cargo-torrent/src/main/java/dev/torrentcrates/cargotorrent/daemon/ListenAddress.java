package dev.torrentcrates.cargotorrent.daemon;

import java.net.URI;

/**
 * Where the daemon is to be found by cargo.
 *
 * @param host a name or an address, an IPv6 one without brackets
 * @param port 0 for any that is free
 */
public record ListenAddress(String host, int port) {
    /** Refuses what is no port, and an address that means all of them: cargo cannot call that. */
    public ListenAddress {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
        }
        if (host.isEmpty() || host.equals("0.0.0.0") || host.equals("::")) {
            throw new IllegalArgumentException(
                    "give an address that cargo can call, such as 127.0.0.1:7878");
        }
    }

    /**
     * Reads {@code host:port}.
     *
     * @throws IllegalArgumentException where it is not that, with words for a person
     */
    public static ListenAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("'" + text + "' is not host:port");
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        if (!bare.matches("[0-9A-Za-z.:-]*") || (bare.contains(":") && !bracketed)) {
            throw new IllegalArgumentException("'" + text + "' is not host:port");
        }
        return new ListenAddress(bare, Integer.parseInt(text.substring(colon + 1)));
    }

    /** The address with the port that was taken in the end. */
    ListenAddress withPort(int actual) {
        return new ListenAddress(host, actual);
    }

    /** Such as {@code http://127.0.0.1:7878}. */
    public URI url() {
        return URI.create("http://" + this);
    }

    /** As cargo's configuration names the registry. */
    public String registry() {
        return "sparse+" + url() + "/index/";
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
