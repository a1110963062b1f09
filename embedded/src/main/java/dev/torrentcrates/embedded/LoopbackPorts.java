package dev.torrentcrates.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of 127.0.0.1 that were free a moment ago. */
record LoopbackPorts(int broker, int controller) {

    /**
     * Finds a port for the controller, and one for the broker where 0 is asked for.
     *
     * <p>Kafka ends the whole JVM when a port is taken, so that is found out here, before.
     *
     * @throws BindException if the wanted port is taken
     */
    static LoopbackPorts find(int wantedBrokerPort) throws IOException {
        try (ServerSocket broker = bind(wantedBrokerPort);
                ServerSocket controller = bind(0)) {
            return new LoopbackPorts(broker.getLocalPort(), controller.getLocalPort());
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            // As Kafka does, so that connections of an earlier broker do not hold the port.
            socket.setReuseAddress(true);
            socket.bind(
                    new InetSocketAddress(InetAddress.ofLiteral(BrokerConfiguration.HOST), port));
            return socket;
        } catch (BindException e) {
            socket.close();
            BindException clear =
                    new BindException(
                            "port "
                                    + port
                                    + " of 127.0.0.1 is taken: give the Kafka broker another one");
            clear.initCause(e);
            throw clear;
        }
    }
}
