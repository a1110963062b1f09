package dev.torrentcrates.standalone;

import dev.torrentcrates.standalone.demo.DemoCommand;
import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of standalone. */
@QuarkusMain
@Command(
        name = "torrent-crates",
        mixinStandardHelpOptions = true,
        version = "torrent-crates 0.1.0",
        description = "crates.io over BitTorrent, on one machine.",
        subcommands = {UpCommand.class, DemoCommand.class, InfrastructureCommand.class})
public final class Main implements Runnable {
    /** Runs a command, and ends the process with its exit code. */
    public static void main(String... arguments) {
        System.exit(
                new CommandLine(new Main())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute(arguments));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
