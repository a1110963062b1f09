package dev.torrentcrates.cargotorrent.command;

import dev.torrentcrates.cargotorrent.daemon.ListenAddress;
import dev.torrentcrates.swarm.NativeLibraryMissing;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** All commands. */
public final class CommandLineFactory {
    private CommandLineFactory() {}

    /** A new command line, to be executed once. */
    public static CommandLine create() {
        CommandLine line = new CommandLine(new CargoTorrent());
        line.registerConverter(ListenAddress.class, CommandLineFactory::listenAddress);
        line.setExecutionExceptionHandler(
                (failure, commandLine, _) -> {
                    if (!(failure instanceof IOException
                            || failure instanceof NativeLibraryMissing)) {
                        throw failure;
                    }
                    PrintWriter err = commandLine.getErr();
                    err.println("cargo-torrent: " + failure.getMessage());
                    err.flush();
                    return CommandLine.ExitCode.SOFTWARE;
                });
        return line;
    }

    private static ListenAddress listenAddress(String text) {
        try {
            return ListenAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    @Command(
            name = "cargo-torrent",
            mixinStandardHelpOptions = true,
            version = "cargo-torrent 0.1",
            sortOptions = false,
            subcommands = {
                ServeCommand.class,
                SetupCommand.class,
                StatusCommand.class,
                HashCommand.class
            },
            description = {
                "Crates for an unmodified cargo, over BitTorrent.",
                "",
                "A daemon gives cargo a registry on this machine. The registry is crates.io's: the"
                        + " same index, the same crates. A crate that has a torrent comes from"
                        + " peers, every other one from crates.io itself; each is checked against"
                        + " the index's checksum before cargo sees a byte of it.",
                ""
            },
            footer = {
                "",
                "To begin:",
                "  ${sys:cargo-torrent.command:-cargo torrent} serve     in a terminal, or as a service of your system",
                "  ${sys:cargo-torrent.command:-cargo torrent} setup     tells cargo about it, once",
                "",
                "Exit codes: 0 fine, 1 it failed and said why, 2 the command was not understood."
            })
    static final class CargoTorrent implements Runnable {
        @Spec private CommandSpec spec = CommandSpec.create();

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "A command is missing.");
        }
    }
}
