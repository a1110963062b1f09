package dev.torrentcrates.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A checkout of the project that was built: where its programs are.
 *
 * @param root the folder of the launcher
 */
public record Checkout(Path root) {
    private static final String PROPERTY = "torrent-crates.root";

    /** What a JVM of the project is started with, beside its heap. */
    private static final List<String> JVM_FLAGS =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    // zstd's buffers in Kafka's clients come and go; the C library keeps them all.
                    "-XX:TrimNativeHeapInterval=5000");

    /** The checkout that the launcher named, else the one around the working directory. */
    public static Checkout find() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return new Checkout(Path.of(named).toAbsolutePath());
        }
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("torrent-crates"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException(
                        "not within a checkout of torrent-crates; give -D" + PROPERTY + "=FOLDER");
            }
        }
        return new Checkout(folder);
    }

    /** The command line of standalone, configured by {@code -Dkey=value} settings. */
    public List<String> standalone(List<String> settings, String... arguments) {
        List<String> command = new ArrayList<>(java("384m", quarkusApp("standalone"), arguments));
        command.addAll(1, settings);
        return command;
    }

    /** The command line of one service, configured by {@code -Dkey=value} settings. */
    public List<String> service(String module, List<String> settings) {
        List<String> command = new ArrayList<>(java("256m", quarkusApp(module)));
        command.addAll(1, settings);
        return command;
    }

    private Path quarkusApp(String module) {
        return root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }

    /** The command line of the daemon. */
    public List<String> cargoTorrent(String... arguments) throws IOException {
        Path target = root.resolve("cargo-torrent/target");
        try (Stream<Path> files = Files.list(target)) {
            Path jar =
                    files.filter(
                                    file ->
                                            file.getFileName()
                                                    .toString()
                                                    .matches("cargo-torrent-.*\\.jar"))
                            .filter(file -> !file.toString().endsWith("-tests.jar"))
                            .findFirst()
                            .orElseThrow(() -> new IOException("cargo-torrent is not built"));
            return java("192m", jar, arguments);
        }
    }

    private static List<String> java(String heap, Path jar, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_FLAGS);
        command.add("-Xmx" + heap);
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(List.of(arguments));
        return command;
    }
}
