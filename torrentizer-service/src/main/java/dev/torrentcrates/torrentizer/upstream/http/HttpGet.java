package dev.torrentcrates.torrentizer.upstream.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * GET requests to a server that is to be treated well, and whose answers come in time or not at
 * all. Where it answers 429, all requests wait for as long as it asks. Thread-safe.
 */
public final class HttpGet implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HttpGet.class.getName());
    private static final int TOO_MANY_REQUESTS = 429;

    /** Of one request; a server that refuses each of them is in trouble of another kind. */
    private static final int MOST_ATTEMPTS = 3;

    /** Where the server does not say. */
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(30);

    /** Nobody's header stops everything for a day. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final Connections connections;
    private final String userAgent;
    private final Patience patience;
    private final InstantSource clock;
    private final Alarms alarms = new Alarms();
    private final Semaphore places;
    private final Pace pace;

    /**
     * Connects with the first request.
     *
     * @param client how, as far as it is not said here
     */
    public HttpGet(
            Manners manners, Patience patience, HttpClient.Builder client, InstantSource clock) {
        ReceiveWindow.bound();
        this.userAgent = manners.userAgent();
        this.patience = patience;
        this.clock = clock;
        this.places = new Semaphore(manners.concurrency(), true);
        this.pace = new Pace(manners.requestsPerSecond());
        // At most five redirects, and none from https to http: as Java's client has it.
        this.connections =
                new Connections(
                        client.connectTimeout(patience.connect())
                                .followRedirects(HttpClient.Redirect.NORMAL));
    }

    /**
     * Asks, when it is our turn.
     *
     * @param whole how long the answer may take, to its last byte
     * @return what the caller closes; until then it counts as under way
     * @throws IOException where there is no answer, or not in time
     */
    public Answer get(URI uri, Duration whole) throws IOException, InterruptedException {
        places.acquire();
        boolean answered = false;
        try {
            Answer answer = insist(uri, whole);
            answered = true;
            return answer;
        } finally {
            if (!answered) {
                places.release();
            }
        }
    }

    private Answer insist(URI uri, Duration whole) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            pace.await();
            long begun = System.nanoTime();
            HttpResponse<InputStream> response = send(uri);
            Duration toHeaders = Duration.ofNanos(System.nanoTime() - begun);
            Answer answer =
                    new Answer(
                            response,
                            patience.forBody(whole.minus(toHeaders)),
                            alarms,
                            toHeaders,
                            places::release);
            if (answer.status() != TOO_MANY_REQUESTS) {
                return answer;
            }
            pause(answer);
            if (attempt == MOST_ATTEMPTS) {
                return answer;
            }
            Answer.drop(response);
        }
    }

    /** Interrupting is enough to end it. */
    private HttpResponse<InputStream> send(URI uri) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<InputStream>> answer =
                connections.client().sendAsync(request(uri), BodyHandlers.ofInputStream());
        try {
            // A request's own time-out ends with the headers, or not, as the version of Java is.
            HttpResponse<InputStream> response =
                    answer.get(patience.answer().toNanos(), TimeUnit.NANOSECONDS);
            connections.answered();
            return response;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (TimeoutException e) {
            abandon(answer);
            connections.unanswered();
            throw new IOException("no answer in " + patience.answer().toMillis() + " ms", e);
        } catch (InterruptedException e) {
            abandon(answer);
            throw e;
        }
    }

    private static void abandon(CompletableFuture<HttpResponse<InputStream>> answer) {
        if (!answer.cancel(true) && !answer.isCompletedExceptionally()) {
            Answer.drop(answer.join());
        }
    }

    private HttpRequest request(URI uri) {
        return HttpRequest.newBuilder(uri)
                .header("User-Agent", userAgent)
                .header("Accept-Encoding", "identity")
                // On plain HTTP the client would ask for an upgrade with each request.
                .version(
                        uri.getScheme().equals("https")
                                ? HttpClient.Version.HTTP_2
                                : HttpClient.Version.HTTP_1_1)
                .build();
    }

    private void pause(Answer answer) {
        Optional<Duration> asked = answer.retryAfter(clock.instant());
        Duration length = asked.orElse(USUAL_PAUSE);
        if (length.compareTo(LONGEST_PAUSE) > 0) {
            length = LONGEST_PAUSE;
        }
        if (pace.pause(length)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} has had too many requests; none for {1} s",
                    answer.uri().getAuthority(),
                    length.toSeconds());
        }
    }

    /** How many reads are being watched. */
    int alarms() {
        return alarms.count();
    }

    /** How many more answers could be under way. */
    int freePlaces() {
        return places.availablePermits();
    }

    /** Drops what is under way. */
    @Override
    public void close() {
        alarms.close();
        connections.close();
    }
}
