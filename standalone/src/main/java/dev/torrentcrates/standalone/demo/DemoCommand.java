package dev.torrentcrates.standalone.demo;

import dev.torrentcrates.standalone.process.Checkout;
import dev.torrentcrates.upstream.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
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
        TemporaryFolder folder = TemporaryFolder.create("torrent-crates-demo");
        try {
            new Demo(Checkout.find(), folder.path(), new Steps(System.out)).run();
        } catch (DemoFailedException | IOException | UncheckedIOException e) {
            System.err.println("\nThe demo failed: " + e.getMessage());
            System.err.println("Its logs are in " + folder.path());
            return 1;
        }
        folder.close();
        return 0;
    }
}
