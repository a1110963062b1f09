package dev.torrentcrates.standalone;

import dev.torrentcrates.standalone.process.ChildProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The daemon beside the services, started again where it ends by itself. One that cannot even start
 * is given up after some tries, with what it said. Thread-safe.
 */
final class KeptDaemon implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Whoever lives shorter has not really started. */
    private static final Duration CHILDHOOD = Duration.ofSeconds(10);

    private static final int MAX_FALSE_STARTS = 3;

    private final Start start;
    private volatile ChildProcess process;
    private volatile boolean closed;

    /** Starts the process. */
    interface Start {
        ChildProcess process() throws IOException;
    }

    private KeptDaemon(Start start, ChildProcess process) {
        this.start = start;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param gaveUp called, in a thread of its own, where it will not be started again
     */
    static KeptDaemon start(Start start, Runnable gaveUp) throws IOException {
        KeptDaemon daemon = new KeptDaemon(start, start.process());
        // Ctrl-C reaches both processes at once, and is no end that the daemon came to by itself.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> daemon.closed = true, "let-go"));
        Thread.ofVirtual().name("keep-daemon").start(() -> daemon.keep(gaveUp));
        return daemon;
    }

    @Override
    public void close() {
        closed = true;
        process.close();
    }

    private void keep(Runnable gaveUp) {
        int falseStarts = 0;
        while (!closed) {
            long started = System.nanoTime();
            process.awaitEnd();
            LockSupport.parkNanos(PAUSE.toNanos());
            if (closed) {
                return;
            }
            boolean tooSoon = System.nanoTime() - started < CHILDHOOD.toNanos();
            falseStarts = tooSoon ? falseStarts + 1 : 0;
            if (falseStarts == MAX_FALSE_STARTS || !startAgain()) {
                gaveUp.run();
                return;
            }
        }
    }

    private boolean startAgain() {
        try {
            System.err.println(
                    "torrent-crates: the daemon ended and is started again; it said last:\n"
                            + process.tail());
            process = start.process();
            if (closed) {
                process.close();
            }
            return true;
        } catch (IOException e) {
            System.err.println("torrent-crates: the daemon does not start: " + e.getMessage());
            return false;
        }
    }
}
