package dev.torrentcrates.bench.crates;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;

/** In which manner the bytes of a crate file are sent. Thread-safe. */
public interface Delivery {
    /** As fast as they are taken. */
    Delivery AT_ONCE = (crate, file, to) -> send(file, 0, file.size(), to);

    /**
     * Sends all of a file.
     *
     * @throws InterruptedException where the server stops meanwhile
     */
    void send(MadeCrate crate, FileChannel file, WritableByteChannel to)
            throws IOException, InterruptedException;

    /** Sends the bytes from one position up to another. */
    static void send(FileChannel file, long from, long end, WritableByteChannel to)
            throws IOException {
        for (long position = from; position < end; ) {
            position += file.transferTo(position, end - position, to);
        }
    }
}
