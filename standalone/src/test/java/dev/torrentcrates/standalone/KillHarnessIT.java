package dev.torrentcrates.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.VisibleEvent;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.index.IndexPath;
import dev.torrentcrates.standalone.RunningServices.Part;
import dev.torrentcrates.upstream.UpstreamSim;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes are killed at random while upstream goes on; afterwards nothing may be lost, no old
 * line may have come back, and nothing may have been visible that no seeder ever held.
 *
 * <p>{@code -Dkill.rounds=N} and {@code -Dkill.seed=N} make it longer, and repeat a run.
 */
class KillHarnessIT {
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 8);
    private static final long SEED = Long.getLong("kill.seed", 20261101);

    /** By then what was published is visible, so kills hit every stage on the way. */
    private static final int MAX_DELAY_MILLIS = 1500;

    private static final Duration SETTLE = Duration.ofMinutes(2);

    @TempDir Path folder;

    /** The newest revision seen of each version; shared with the reading thread. */
    private final Map<String, Integer> newest = new ConcurrentHashMap<>();

    private final ConcurrentLinkedQueue<String> oldLines = new ConcurrentLinkedQueue<>();

    @Test
    void killedPartsLoseNothingBringNothingBackAndShowNothingUnseeded() throws Exception {
        System.out.println("kill harness: " + ROUNDS + " kills, seed " + SEED);
        AtomicBoolean reading = new AtomicBoolean(true);
        try (UpstreamSim upstream = UpstreamSim.start(folder.resolve("upstream"));
                RunningServices services = new RunningServices(folder, upstream)) {
            PublishingScript script = new PublishingScript(upstream, SEED);
            CompletableFuture<Integer> reader =
                    CompletableFuture.supplyAsync(
                            () -> {
                                int lines = 0;
                                while (reading.get()) {
                                    lines += readOnce(services, upstream);
                                }
                                return lines;
                            });
            Random random = new Random(SEED);
            for (int round = 0; round < ROUNDS; round++) {
                int steps = 2 + random.nextInt(4);
                for (int step = 0; step < steps; step++) {
                    script.step();
                }
                Part part = Part.values()[random.nextInt(Part.values().length)];
                KillMoment.pass(random, MAX_DELAY_MILLIS);
                services.kill(part);
                script.step();
                services.start(part);
                if (random.nextBoolean()) {
                    // Half of the time the next kill comes when the system has settled.
                    awaitSettled(services, upstream);
                }
            }
            awaitSettled(services, upstream);
            reading.set(false);
            assertThat(reader.join()).as("lines that were read").isPositive();

            assertThat(oldLines)
                    .as("lines that were older than what had been read before")
                    .isEmpty();
            assertEveryByteIsThere(services, upstream);
            assertVisibleWasSeeded(services);
        } finally {
            reading.set(false);
        }
    }

    private static void awaitSettled(RunningServices services, UpstreamSim upstream) {
        Map<String, String> wanted = new TreeMap<>();
        upstream.lines().forEach(line -> wanted.put(line.toString(), line.json()));
        await("the published index to be upstream's, with torrents")
                .atMost(SETTLE)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(
                        () -> assertThat(published(services)).containsExactlyEntriesOf(wanted));
    }

    /** Every published line, without its torrent. */
    private static Map<String, String> published(RunningServices services) {
        Map<String, String> lines = new TreeMap<>();
        for (int crate = 0; crate < 6; crate++) {
            for (IndexLine line : read(services, "crate-" + crate)) {
                assertThat(line.torrent()).isPresent();
                String json = line.json();
                lines.put(
                        line.toString(),
                        json.substring(0, json.lastIndexOf(",\"torrent\":")) + "}");
            }
        }
        return lines;
    }

    private static List<IndexLine> read(RunningServices services, String crate) {
        Web.Answer answer =
                services.web.get(
                        services.url(Part.INDEX, "/index/" + IndexPath.of(CrateName.of(crate))));
        return answer.status() == 200
                ? answer.text().lines().map(IndexLine::parse).toList()
                : List.of();
    }

    /**
     * @return how many lines there were
     */
    private int readOnce(RunningServices services, UpstreamSim upstream) {
        Set<String> names = new HashSet<>();
        upstream.lines().forEach(line -> names.add(line.name().value()));
        int lines = 0;
        for (String name : names) {
            for (IndexLine line : read(services, name)) {
                lines++;
                int revision = PublishingScript.revision(line);
                int before = newest.merge(line.toString(), revision, Math::max);
                if (revision < before) {
                    oldLines.add(line + ": revision " + revision + " after " + before);
                }
            }
        }
        return lines;
    }

    private static void assertEveryByteIsThere(RunningServices services, UpstreamSim upstream) {
        for (IndexLine line : upstream.lines()) {
            String path = "/api/v1/crates/" + line.name() + "/" + line.version() + "/download";
            Web.Answer answer = services.web.get(services.url(Part.INDEX, path));
            assertThat(Sha256.ofContent(answer.body())).as(path).isEqualTo(line.cksum());
        }
    }

    private static void assertVisibleWasSeeded(RunningServices services) throws IOException {
        Map<Sha256, String> visible = new HashMap<>();
        Set<Sha256> seeded = new HashSet<>();
        for (VisibleEvent event :
                EventTail.readAll(services.bootstrapServers(), Topics.VISIBLE_EVENTS)) {
            if (event instanceof VisibleEvent.VersionVisible) {
                visible.put(event.line().cksum(), event.identity().toString());
            }
        }
        // A stop says as well as a start that it was held.
        EventTail.readAll(services.bootstrapServers(), Topics.SEED_EVENTS)
                .forEach(event -> seeded.add(event.identity().cksum()));
        assertThat(visible).isNotEmpty();
        assertThat(seeded).containsAll(visible.keySet());
    }
}
