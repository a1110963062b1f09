package dev.torrentcrates.cargotorrent.command;

import dev.torrentcrates.cargotorrent.setup.CargoConfigFile;
import dev.torrentcrates.cargotorrent.setup.SourceReplacement;
import dev.torrentcrates.cargotorrent.setup.SourceReplacement.Decision;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells cargo about the daemon. */
@Command(
        name = "setup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Let cargo take crates from the daemon instead of crates.io.",
            "",
            "Adds two tables to cargo's configuration and keeps all else that it says, comments"
                    + " too. A second time it changes nothing but the address, where --listen names"
                    + " another. Where [source.crates-io] says something else already it changes"
                    + " nothing and fails. What it did, and how to undo it, is printed.",
            ""
        })
final class SetupCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ListenOption listen = new ListenOption();

    @Option(
            names = "--cargo-home",
            defaultValue = "${env:CARGO_HOME:-${sys:user.home}/.cargo}",
            paramLabel = "DIR",
            description = "The folder of cargo's configuration (default: ${DEFAULT-VALUE}).")
    private Path cargoHome = Path.of("");

    @Option(names = "--print", description = "Print the tables, and write nothing.")
    private boolean print;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (print) {
            out.print(SourceReplacement.tables(listen.address().registry()));
            out.flush();
            return 0;
        }
        CargoConfigFile file = CargoConfigFile.in(cargoHome);
        switch (SourceReplacement.decide(file.read(), listen.address().registry())) {
            case Decision.Nothing _ -> out.println(file.path() + " says it already.");
            case Decision.Write(var text) -> {
                file.write(text);
                out.println(explanation(file.path()));
            }
            case Decision.Refuse(var reason) ->
                    throw new IOException(file.path() + " is left as it is: " + reason);
        }
        out.flush();
        return 0;
    }

    private String explanation(Path file) {
        return """
               %s now lets cargo take crates from %s instead of crates.io.

               The daemon must run for cargo to build (%s, or ./torrent-crates up).
               It seeds the crates that it has fetched. Who seeds what is public in BitTorrent: peers
               can see this machine's address, and which crates it holds. Only crates of the public
               index are ever seeded; nothing of your own code or of a Cargo.lock leaves the machine.

               To undo it, delete the tables [source.crates-io] and [source.torrent-crates] from
               that file, and stop the daemon."""
                .formatted(file, listen.address().url(), Invocation.of("serve"));
    }
}
