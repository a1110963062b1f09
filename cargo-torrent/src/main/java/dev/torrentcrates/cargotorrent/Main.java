package dev.torrentcrates.cargotorrent;

import dev.torrentcrates.cargotorrent.command.CommandLineFactory;
import java.util.Arrays;

/** The program {@code cargo-torrent}, which cargo also finds as {@code cargo torrent}. */
public final class Main {
    /** One line a message; what happened is read by people, in a terminal or a journal. */
    private static final String LOG_FORMAT = "%1$tF %1$tT %4$s %5$s%6$s%n";

    private Main() {}

    /** Runs a command; exits with 0, 1 where it failed, 2 where it was not understood. */
    public static void main(String[] arguments) {
        if (System.getProperty("java.util.logging.SimpleFormatter.format") == null) {
            System.setProperty("java.util.logging.SimpleFormatter.format", LOG_FORMAT);
        }
        System.exit(run(arguments));
    }

    /** Runs a command; returns its exit code. */
    static int run(String... arguments) {
        return CommandLineFactory.create().execute(withoutCargosOwn(arguments));
    }

    /** Cargo hands its subcommand's name to the program that it starts. */
    private static String[] withoutCargosOwn(String... arguments) {
        boolean byCargo = arguments.length > 0 && arguments[0].equals("torrent");
        return byCargo ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments;
    }
}
