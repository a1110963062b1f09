package dev.torrentcrates.standalone.demo;

import dev.torrentcrates.standalone.process.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Shows the whole way, in under a minute, with nothing but loopback. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Publish crates to a small registry and build them from peers.",
            "",
            "Needs cargo; no network beyond loopback. Exits with 0 only if all of it happened."
        })
public final class DemoCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("torrent-crates-demo");
        try {
            new Demo(Checkout.find(), folder, new Steps(System.out)).run();
            delete(folder);
            return 0;
        } catch (DemoFailedException | IOException e) {
            System.err.println("\nThe demo failed: " + e.getMessage());
            System.err.println("Its logs are in " + folder);
            return 1;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }
}
