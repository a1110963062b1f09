package dev.torrentcrates.torrentizer.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.torrentizer.Fixture;
import dev.torrentcrates.torrentizer.attempt.Attempts;
import dev.torrentcrates.torrentizer.upstream.Fetched.Content;
import dev.torrentcrates.torrentizer.upstream.SourceSettings.Bounds;
import dev.torrentcrates.torrentizer.upstream.server.TinyRegistry;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many downloads at once share memory and places, and leave neither taken. */
@SuppressWarnings("NullAway.Init") // JUnit calls what sets the fields.
@Timeout(60)
class DownloadsAtOnceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LARGE = 20 * 1024 * 1024;
    private static final int AT_ONCE = 64;
    private static final int SMALL = 20_000;

    @TempDir Path folder;
    private final Queue<Download> downloads = new ConcurrentLinkedQueue<>();
    private TinyRegistry registry;
    private HttpCrateSource source;

    @BeforeEach
    void start() throws IOException {
        registry = new TinyRegistry();
        registry.configure("crates");
        source =
                new HttpCrateSource(
                        UpstreamFixture.settings(
                                registry.index(),
                                PATIENCE,
                                new Bounds(
                                        2 * LARGE,
                                        UpstreamFixture.IN_MEMORY_UP_TO,
                                        UpstreamFixture.MEMORY,
                                        folder)),
                        InstantSource.system(),
                        downloads::add);
    }

    @AfterEach
    void stop() {
        source.close();
        registry.close();
    }

    @Test
    void sixtyFourOfWhichOneIsLargeTakeNoMoreMemoryThanThereIs() throws Exception {
        List<SampleCrate> crates = new ArrayList<>();
        crates.add(SampleCrates.large("large", "1.0.0", LARGE));
        for (int i = 1; i < AT_ONCE; i++) {
            crates.add(SampleCrates.large("small-" + i, "1.0.0", SMALL));
        }
        List<CrateContent> contents = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Fetched>> fetched = new ArrayList<>();
            for (SampleCrate crate : crates) {
                publish(crate);
                fetched.add(threads.submit(() -> fetch(crate)));
            }
            for (int i = 0; i < AT_ONCE; i++) {
                CrateContent content = ((Content) fetched.get(i).get()).content();
                contents.add(content);
                assertThat(UpstreamFixture.read(content)).isEqualTo(crates.get(i).content());
            }
        }

        long inMemory =
                contents.stream()
                        .filter(CrateContent.InMemory.class::isInstance)
                        .mapToLong(CrateContent::length)
                        .sum();
        assertThat(inMemory).isPositive().isLessThanOrEqualTo(UpstreamFixture.MEMORY);
        assertThat(source.freeMemory()).isEqualTo(UpstreamFixture.MEMORY - inMemory);
        contents.forEach(CrateContent::close);
        assertNothingIsTaken();
        assertThat(downloads)
                .hasSize(AT_ONCE)
                .allMatch(it -> it.outcome() == Download.Outcome.CONTENT)
                .allMatch(it -> it.whole().compareTo(it.toHeaders()) >= 0)
                .anyMatch(it -> it.bytes() >= LARGE);
    }

    @Test
    void noMoreDownloadsAreUnderWayThanThereArePlaces() throws Exception {
        SampleCrate crate = SampleCrates.library("popular", "1.0.0");
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch asked = new CountDownLatch(AT_ONCE);
        Semaphore mayGo = new Semaphore(0);
        registry.on(
                "/crates/popular",
                exchange -> {
                    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                    asked.countDown();
                    mayGo.acquire();
                    underWay.decrementAndGet();
                    TinyRegistry.send(exchange, 200, crate.content());
                });

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Fetched>> fetched = new ArrayList<>();
            for (int i = 0; i < 2 * AT_ONCE; i++) {
                fetched.add(threads.submit(() -> fetch(crate)));
            }
            asked.await();
            mayGo.release(2 * AT_ONCE);
            for (Future<Fetched> each : fetched) {
                try (CrateContent content = ((Content) each.get()).content()) {
                    assertThat(UpstreamFixture.read(content)).isEqualTo(crate.content());
                }
            }
        }

        assertThat(most).hasValue(AT_ONCE);
        assertNothingIsTaken();
    }

    @Test
    void whoIsInterruptedWithinABodyEndsAtOnceAndGivesEverythingBack() throws Exception {
        SampleCrate inMemory = SampleCrates.large("in-memory", "1.0.0", SMALL);
        SampleCrate inFile = SampleCrates.large("in-file", "1.0.0", LARGE);
        registry.on("/crates/in-memory", registry.halfOf(inMemory.content()));
        registry.on("/crates/in-file", registry.halfOf(inFile.content()));

        // More often than there are places: none is lost.
        for (int i = 0; i < AT_ONCE + 1; i++) {
            assertInterruptible(inMemory, () -> source.freeMemory() < UpstreamFixture.MEMORY);
        }
        assertInterruptible(inFile, () -> bytesInFiles() == inFile.content().length / 2);
        assertThat(downloads).isEmpty();
    }

    @Test
    void whoIsInterruptedBeforeTheHeadersEndsAtOnce() throws Exception {
        SampleCrate crate = SampleCrates.library("late", "1.0.0");
        Semaphore never = new Semaphore(0);
        registry.on("/crates/late", _ -> never.acquire());

        assertInterruptible(crate, () -> registry.requests("/crates/late") == 1);
    }

    private void assertInterruptible(SampleCrate crate, Callable<Boolean> underWay)
            throws InterruptedException, IOException {
        AtomicReference<@Nullable Throwable> end = new AtomicReference<>();
        Thread thread =
                Thread.startVirtualThread(
                        () -> {
                            try {
                                var _ = fetch(crate);
                            } catch (IOException | InterruptedException e) {
                                end.set(e);
                            }
                        });
        Awaitility.await().pollInterval(Duration.ofMillis(5)).until(underWay);

        thread.interrupt();

        assertThat(thread.join(PATIENCE.dividedBy(3))).isTrue();
        assertThat(end.get()).isInstanceOf(InterruptedException.class);
        assertNothingIsTaken();
    }

    private void assertNothingIsTaken() throws IOException {
        assertThat(source.freeMemory()).isEqualTo(UpstreamFixture.MEMORY);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    private long bytesInFiles() throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private void publish(SampleCrate crate) {
        registry.on(
                "/crates/" + crate.name().value(),
                exchange -> TinyRegistry.send(exchange, 200, crate.content()));
    }

    private Fetched fetch(SampleCrate crate) throws IOException, InterruptedException {
        return source.fetch(
                VersionIdentity.of(Registry.CRATES_IO, Fixture.line(crate)), Attempts.UNHURRIED);
    }
}
