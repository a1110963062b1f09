package dev.torrentcrates.bench;

import dev.torrentcrates.bench.torrentizer.TorrentizerCommand;
import dev.torrentcrates.bench.watcher.WatcherCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the benchmarks. */
@Command(
        name = "./torrent-crates bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measure, and measure a peer beside it in the same run.",
            "",
            "Each prints a table, then its figures for programs to read: RESULT name value unit."
        },
        commandListHeading = "%nBenchmarks:%n",
        subcommands = {WatcherCommand.class, TorrentizerCommand.class})
public final class Main implements Runnable {
    /** Runs a benchmark, and ends the process: with 0 where there are figures. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    private static CommandLine commandLine() {
        return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
