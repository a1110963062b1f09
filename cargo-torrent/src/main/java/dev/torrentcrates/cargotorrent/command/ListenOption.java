package dev.torrentcrates.cargotorrent.command;

import dev.torrentcrates.cargotorrent.daemon.ListenAddress;
import picocli.CommandLine.Option;

/** Where the daemon listens: one option, and one default, for all commands. */
final class ListenOption {
    static final String DEFAULT = "127.0.0.1:7878";

    @Option(
            names = "--listen",
            defaultValue = DEFAULT,
            paramLabel = "HOST:PORT",
            description = "Where the daemon listens (default: ${DEFAULT-VALUE}).")
    private ListenAddress address = ListenAddress.parse(DEFAULT);

    ListenAddress address() {
        return address;
    }
}
