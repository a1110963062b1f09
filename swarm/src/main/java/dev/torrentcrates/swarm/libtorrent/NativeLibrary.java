package dev.torrentcrates.swarm.libtorrent;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.swarm.NativeLibraryMissing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.libtorrent4j.swig.libtorrent;

/**
 * Loads libtorrent's native library, once a JVM.
 *
 * <p>The file's name holds the hash of its content and it appears by a rename, so several processes
 * and several releases share a folder, and nobody loads half a file.
 */
final class NativeLibrary {
    /** Where libtorrent4j looks for its library; whoever sets it loads a library of their own. */
    private static final String PATH_PROPERTY = "libtorrent4j.jni.path";

    private static final String RESOURCE = "/lib/x86_64/libtorrent4j.so";

    private NativeLibrary() {}

    /**
     * Unpacks the library where it is not there yet, and loads it.
     *
     * @throws NativeLibraryMissing where there is none for this machine, or it does not load
     */
    static synchronized void load(Path folder) {
        requirePlatform(System.getProperty("os.name"), System.getProperty("os.arch"));
        if (System.getProperty(PATH_PROPERTY) == null) {
            System.setProperty(PATH_PROPERTY, unpack(folder).toString());
        }
        try {
            libtorrent.version();
        } catch (LinkageError e) {
            throw new NativeLibraryMissing(
                    "libtorrent's native library "
                            + System.getProperty(PATH_PROPERTY)
                            + " does not load; it needs glibc 2.27 or later, and one class loader a"
                            + " JVM: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Refuses what libtorrent4j has no library for. */
    static void requirePlatform(String system, String architecture) {
        if (!system.equals("Linux") || !architecture.equals("amd64")) {
            throw new NativeLibraryMissing(
                    "BitTorrent needs libtorrent, whose native library is there for Linux on x86_64"
                            + " only; this is "
                            + system
                            + " on "
                            + architecture);
        }
    }

    /** The library's file in the folder, written there where it is missing or damaged. */
    static Path unpack(Path folder) {
        try {
            byte[] library = read();
            Sha256 hash = Sha256.ofContent(library);
            Path file = folder.resolve("libtorrent4j-" + hash.hex().substring(0, 16) + ".so");
            if (!Files.exists(file) || !Sha256.ofContent(Files.readAllBytes(file)).equals(hash)) {
                Files.createDirectories(folder);
                Path unfinished = Files.createTempFile(folder, "unpacking-", ".so");
                Files.write(unfinished, library);
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return file.toAbsolutePath();
        } catch (IOException e) {
            throw new NativeLibraryMissing(
                    "libtorrent's native library cannot be unpacked into "
                            + folder
                            + "; choose a folder that can be written: "
                            + e,
                    e);
        }
    }

    private static byte[] read() throws IOException {
        try (InputStream library = NativeLibrary.class.getResourceAsStream(RESOURCE)) {
            if (library == null) {
                throw new NativeLibraryMissing(
                        "libtorrent's native library "
                                + RESOURCE
                                + " is not on the class path; add libtorrent4j-linux to it");
            }
            return library.readAllBytes();
        }
    }
}
