package dev.torrentcrates.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** Says what is being done, and every few seconds how far that is. */
public final class Progress {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final PrintStream out;

    /** Says it there. */
    public Progress(PrintStream out) {
        this.out = out;
    }

    /** A line by itself. */
    public void say(String text) {
        out.println(text);
    }

    /**
     * Begins a piece of work.
     *
     * @param what it is, in a few words
     * @param state how far it is, in a few words; asked by another thread
     */
    public Step begin(String what, Supplier<String> state) {
        return new Step(what, state);
    }

    /** A piece of work under way. Closed without being done, it says nothing more. */
    public final class Step implements AutoCloseable {
        private final String what;
        private final Supplier<String> state;
        private final long began = System.nanoTime();
        private final Thread ticker;

        private Step(String what, Supplier<String> state) {
            this.what = what;
            this.state = state;
            ticker = Thread.ofVirtual().name("progress").start(this::tick);
        }

        /** Says that it is done, and how long it took. */
        public void done() {
            stop();
            print("");
        }

        @Override
        public void close() {
            stop();
        }

        private void tick() {
            try {
                while (true) {
                    Thread.sleep(PAUSE);
                    print(" ...");
                }
            } catch (InterruptedException e) {
                // The work is over.
            }
        }

        private void stop() {
            ticker.interrupt();
            try {
                ticker.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void print(String end) {
            double seconds = (System.nanoTime() - began) / 1e9;
            out.println(
                    String.format(
                            Locale.ROOT, "%8.1f s  %s: %s%s", seconds, what, state.get(), end));
        }
    }
}
