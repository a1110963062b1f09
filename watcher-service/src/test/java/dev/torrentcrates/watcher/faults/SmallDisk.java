package dev.torrentcrates.watcher.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file system of a few megabytes, on which a test takes the room away, and gives it back. */
public final class SmallDisk implements AutoCloseable {
    private static final int PAGE_BYTES = 4096;

    private final Path folder;
    private final Path filler;
    private final Thread atTheEnd = new Thread(this::unmount, "unmount");

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.filler = folder.resolve("filler");
        // Where the tests are told to end before they have closed it.
        Runtime.getRuntime().addShutdownHook(atTheEnd);
    }

    /** Mounts one; where that is not allowed, or not Linux, the test is left out. */
    public static SmallDisk mount(Path folder) throws IOException {
        Files.createDirectories(folder);
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=4m", "torrent-crates", folder.toString()),
                "no file system can be mounted here: that needs Linux, and root");
        return new SmallDisk(folder);
    }

    /** Takes all the room but so many pages of 4 KiB. */
    public void leave(int pages) throws IOException {
        giveBack();
        try (OutputStream out = Files.newOutputStream(filler)) {
            byte[] page = new byte[PAGE_BYTES];
            while (true) {
                out.write(page);
            }
        } catch (IOException e) {
            // That was the last one.
        }
        try (FileChannel file = FileChannel.open(filler, StandardOpenOption.WRITE)) {
            file.truncate(Math.max(0, file.size() - (long) pages * PAGE_BYTES));
        }
    }

    public void giveBack() throws IOException {
        Files.deleteIfExists(filler);
    }

    private static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                System.out.println(String.join(" ", command) + ": " + said.strip());
                return false;
            }
            return true;
        } catch (IOException e) {
            return false; // there is no such program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void unmount() {
        // Lazily, for what has a file open there yet.
        if (!run("umount", folder.toString())) {
            run("umount", "-l", folder.toString());
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
        unmount();
    }
}
