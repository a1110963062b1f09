package dev.torrentcrates.torrentizer.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * GET requests whose answers come in time or not at all: Java's client bounds the time to the
 * headers alone. Thread-safe.
 */
final class HttpGet implements AutoCloseable {
    private final HttpClient client;
    private final String userAgent;
    private final Duration patience;

    /** One thread; its queue holds one alarm for each read under way, and no more. */
    private final ScheduledThreadPoolExecutor watch =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().name("torrentizer-watch").daemon().factory());

    /**
     * Connects with the first request.
     *
     * @param patience for the headers of an answer, and for any pause within its body
     */
    HttpGet(String userAgent, Duration connectTimeout, Duration patience) {
        this.userAgent = userAgent;
        this.patience = patience;
        // Or each read would leave its alarm, and with it the body, for as long as the patience.
        this.watch.setRemoveOnCancelPolicy(true);
        this.client =
                HttpClient.newBuilder()
                        .connectTimeout(connectTimeout)
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build();
    }

    /** Asks; the caller closes the body. */
    HttpResponse<Body> send(URI uri) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .timeout(patience)
                        .header("User-Agent", userAgent)
                        // On plain HTTP the client would ask for an upgrade with each request.
                        .version(
                                uri.getScheme().equals("https")
                                        ? HttpClient.Version.HTTP_2
                                        : HttpClient.Version.HTTP_1_1)
                        .build();
        return client.send(
                request, _ -> BodySubscribers.mapping(BodySubscribers.ofInputStream(), Body::new));
    }

    /** How many reads are being watched. */
    int alarms() {
        return watch.getQueue().size();
    }

    /** Drops what is under way. */
    @Override
    public void close() {
        watch.shutdownNow();
        client.shutdownNow();
    }

    /** The body of an answer; for one thread. A read fails when nothing comes for too long. */
    final class Body implements AutoCloseable {
        private final InputStream stream;
        private volatile boolean timedOut;

        private Body(InputStream stream) {
            this.stream = stream;
        }

        /**
         * Reads some bytes, at least one.
         *
         * @return how many, or -1 at the end
         */
        int read(byte[] buffer) throws IOException {
            Future<?> alarm =
                    watch.schedule(this::timeOut, patience.toNanos(), TimeUnit.NANOSECONDS);
            try {
                int count = stream.read(buffer);
                if (timedOut) {
                    throw silent(null);
                }
                return count;
            } catch (IOException e) {
                throw timedOut ? silent(e) : e;
            } finally {
                alarm.cancel(false);
            }
        }

        /** Reads all of it. @throws IOException where it is longer */
        byte[] readAtMost(int length) throws IOException {
            byte[] bytes = new byte[length];
            byte[] buffer = new byte[length];
            int end = 0;
            for (int count = read(buffer); count >= 0; count = read(buffer)) {
                if (end + count > length) {
                    throw new IOException("the answer is longer than " + length + " bytes");
                }
                System.arraycopy(buffer, 0, bytes, end, count);
                end += count;
            }
            return Arrays.copyOf(bytes, end);
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }

        private void timeOut() {
            timedOut = true;
            try {
                stream.close();
            } catch (IOException e) {
                // It was to fail; the reader learns why from the flag.
            }
        }

        private IOException silent(@Nullable IOException cause) {
            return new IOException("nothing came for " + patience.toMillis() + " ms", cause);
        }
    }
}
