package dev.torrentcrates.torrentizer.upstream.http;

/**
 * How much an HTTP/2 server may send of a file before any of it is read. Java's client keeps that
 * in memory, and lets it be 16 MiB a file and 32 MiB a connection; of connections there may be as
 * many as there are downloads, since those that begin together each make one. With this window,
 * downloads times 1 MiB is the bound, however many connections there are, and a server that is 100
 * ms away can still send 10 MiB a second.
 */
final class ReceiveWindow {
    /** Of the whole process, and read by Java's client for each connection. */
    private static final String PROPERTY = "jdk.httpclient.windowsize";

    private static final int BYTES = 1024 * 1024;

    private ReceiveWindow() {}

    /** Sets it for connections to come, unless the process was started with another. */
    static void bound() {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, Integer.toString(BYTES));
        }
    }
}
