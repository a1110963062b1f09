package dev.torrentcrates.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.event.Topics;
import dev.torrentcrates.standalone.TorrentizerScene.Story;
import dev.torrentcrates.standalone.relay.Hold;
import dev.torrentcrates.standalone.relay.Hold.Moment;
import dev.torrentcrates.storage.BlobKey;
import dev.torrentcrates.upstream.download.DownloadFault;
import dev.torrentcrates.upstream.download.DownloadFaults;
import dev.torrentcrates.upstream.sample.SampleCrate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The torrentizer is killed at every step of its sequence, each time in the middle of the request
 * that is the step, and then at random; what is left in the end is what an undisturbed one leaves.
 *
 * <p>{@code -Dtorrentizer.kill.rounds=N} and {@code -Dtorrentizer.kill.seed=N} kill more often at
 * random, and repeat a run.
 */
class TorrentizerKillIT {
    private static final int ROUNDS = Integer.getInteger("torrentizer.kill.rounds", 1);
    private static final long SEED = Long.getLong("torrentizer.kill.seed", 20261101);

    /** From the events to the end of everything, retries too, when nobody is killed. */
    private static final int MAX_DELAY_MILLIS = 800;

    /** Longer than it takes to be killed. */
    private static final Duration SLOW = Duration.ofSeconds(30);

    @TempDir Path folder;

    /** A step, and the kind of version that comes by it. */
    private enum Step {
        LOOK(Story.FRESH),
        DOWNLOAD(Story.FRESH),
        CONTENT(Story.FRESH_AND_LARGE),
        TORRENT(Story.FRESH_AND_LARGE),
        TORRENT_STORED(Story.FRESH),
        BUILT(Story.FRESH),
        COMMITTED(Story.FRESH),
        STRAGGLER_FORWARDED(Story.STRAGGLER),
        STRAGGLER_PARKED(Story.STRAGGLER),
        STRAGGLER_CONTENT(Story.STRAGGLER),
        STRAGGLER_TORRENT(Story.STRAGGLER),
        STRAGGLER_BUILT(Story.STRAGGLER),
        STRAGGLER_TOMBSTONE(Story.STRAGGLER),
        FAILING(Story.GIVEN_UP),
        FAILED(Story.GIVEN_UP),
        LETTER(Story.GIVEN_UP),
        GIVEN_UP(Story.GIVEN_UP),
        DELETING(Story.DELETED),
        DELETED(Story.DELETED),
        CANCELLED(Story.DELETED);

        /** Those that are held while other versions go on: one kill is enough for all. */
        private static final List<Step> IN_STORAGE =
                List.of(
                        LOOK,
                        DOWNLOAD,
                        CONTENT,
                        TORRENT,
                        TORRENT_STORED,
                        STRAGGLER_CONTENT,
                        STRAGGLER_TORRENT);

        private final Story story;

        Step(Story story) {
            this.story = story;
        }
    }

    @Test
    void killedAtEveryStepItEndsAsIfNobodyHadKilledIt() throws Exception {
        System.out.println("torrentizer kills: " + ROUNDS + " at random, seed " + SEED);
        List<TorrentizerScene> scenes = scenes();
        TorrentizerEnd undisturbed = undisturbed(scenes);
        try (KilledTorrentizer torrentizer = new KilledTorrentizer(folder.resolve("killed"))) {
            // A batch ends when all of it is done: these have to come in the same one.
            List<Hold> inStorage = tell(Step.IN_STORAGE, scenes, torrentizer);
            torrentizer.start();
            kill(Step.IN_STORAGE, inStorage, torrentizer);
            for (Step step : EnumSet.complementOf(EnumSet.copyOf(Step.IN_STORAGE))) {
                kill(List.of(step), tell(List.of(step), scenes, torrentizer), torrentizer);
            }
            Random random = new Random(SEED);
            for (TorrentizerScene scene : scenes.subList(Step.values().length, scenes.size())) {
                scene.prepare(torrentizer.upstream);
                torrentizer.happens(scene.events());
                torrentizer.happens(scene.laterEvents());
                if (random.nextBoolean()) {
                    KillMoment.pass(random, MAX_DELAY_MILLIS);
                    torrentizer.kill();
                    torrentizer.start();
                }
            }
            torrentizer.awaitDone();

            TorrentizerEnd end = torrentizer.end();
            assertThat(end.bucket()).isEqualTo(undisturbed.bucket());
            assertThat(end.crates()).isEqualTo(undisturbed.crates());
            assertThat(end.parked()).isEqualTo(undisturbed.parked());
            assertThat(end.letters()).isEqualTo(undisturbed.letters());
            assertThat(torrentizer.files()).isEmpty();
        }
    }

    private static List<TorrentizerScene> scenes() {
        List<TorrentizerScene> scenes = new ArrayList<>();
        for (Step step : Step.values()) {
            scenes.add(TorrentizerScene.of(step.story, scenes.size()));
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (Story story : Story.values()) {
                scenes.add(TorrentizerScene.of(story, scenes.size()));
            }
        }
        return scenes;
    }

    private TorrentizerEnd undisturbed(List<TorrentizerScene> scenes) throws Exception {
        try (KilledTorrentizer torrentizer = new KilledTorrentizer(folder.resolve("left-alone"))) {
            torrentizer.start();
            for (TorrentizerScene scene : scenes) {
                scene.prepare(torrentizer.upstream);
                torrentizer.happens(scene.events());
                torrentizer.happens(scene.laterEvents());
            }
            torrentizer.awaitDone();
            TorrentizerEnd end = torrentizer.end();
            assertThat(end.crates()).hasSameSizeAs(scenes);
            assertThat(end.parked()).isNotEmpty();
            assertThat(end.bucket()).isNotEmpty();
            return end;
        }
    }

    /**
     * The versions happen, each to be stopped at its step.
     *
     * @return what stops them, the download excepted, which upstream does
     */
    private static List<Hold> tell(
            List<Step> steps, List<TorrentizerScene> scenes, KilledTorrentizer torrentizer)
            throws Exception {
        List<Hold> holds = new ArrayList<>();
        for (Step step : steps) {
            TorrentizerScene scene = scenes.get(step.ordinal());
            scene.begin(torrentizer);
            if (step == Step.DOWNLOAD) {
                download(scene, torrentizer).next(1, DownloadFault.slow(SLOW));
            } else {
                holds.add(hold(step, scene.crate(), torrentizer));
            }
            scene.go(torrentizer);
        }
        return holds;
    }

    /** Each version is at its step when the process is killed; then it is started again. */
    private static void kill(List<Step> steps, List<Hold> holds, KilledTorrentizer torrentizer)
            throws Exception {
        for (Hold hold : holds) {
            hold.await(KilledTorrentizer.PATIENCE);
        }
        if (steps.contains(Step.DOWNLOAD)) {
            awaitDownload(
                    TorrentizerScene.of(Step.DOWNLOAD.story, Step.DOWNLOAD.ordinal()), torrentizer);
        }
        if (steps.contains(Step.CONTENT)) {
            assertThat(torrentizer.files()).as("what is being stored").isNotEmpty();
        }
        torrentizer.kill();
        holds.forEach(Hold::close);
        torrentizer.start();
        torrentizer.awaitDone();
    }

    /** Between two steps it does not matter whether the first is held or the second. */
    private static Hold hold(Step step, SampleCrate crate, KilledTorrentizer torrentizer)
            throws Exception {
        String content = BlobKey.crate(crate.cksum()).path();
        String torrent = BlobKey.torrent(crate.cksum(), crate.name(), crate.version()).path();
        return switch (step) {
            case LOOK -> torrentizer.holdStorage(Moment.BEFORE, "HEAD", content);
            case CONTENT -> torrentizer.holdStorage(Moment.BEFORE, "PUT", content);
            case TORRENT -> torrentizer.holdStorage(Moment.BEFORE, "PUT", torrent);
            case STRAGGLER_CONTENT -> torrentizer.holdStorage(Moment.AFTER, "PUT", content);
            case TORRENT_STORED, STRAGGLER_TORRENT ->
                    torrentizer.holdStorage(Moment.AFTER, "PUT", torrent);
            case BUILT, STRAGGLER_FORWARDED, DELETED ->
                    torrentizer.holdSending(Moment.AFTER, Topics.TORRENT_EVENTS, 1);
            case STRAGGLER_BUILT, FAILED ->
                    torrentizer.holdSending(Moment.AFTER, Topics.TORRENT_EVENTS, 2);
            case DELETING -> torrentizer.holdSending(Moment.BEFORE, Topics.TORRENT_EVENTS, 1);
            case FAILING -> torrentizer.holdSending(Moment.BEFORE, Topics.TORRENT_EVENTS, 2);
            case STRAGGLER_PARKED -> torrentizer.holdSending(Moment.AFTER, Topics.PARKED, 1);
            case STRAGGLER_TOMBSTONE, GIVEN_UP ->
                    torrentizer.holdSending(Moment.AFTER, Topics.PARKED, 2);
            case LETTER -> torrentizer.holdSending(Moment.AFTER, Topics.TORRENT_EVENTS_DLQ, 1);
            case COMMITTED -> torrentizer.holdCommit(Moment.AFTER);
            case CANCELLED -> torrentizer.holdCommit(Moment.BEFORE);
            case DOWNLOAD -> throw new AssertionError("upstream holds it");
        };
    }

    private static DownloadFaults.Point download(
            TorrentizerScene scene, KilledTorrentizer torrentizer) {
        SampleCrate crate = scene.crate();
        return torrentizer.upstream.faults().on(crate.name().value(), crate.version().value());
    }

    private static void awaitDownload(TorrentizerScene scene, KilledTorrentizer torrentizer) {
        SampleCrate crate = scene.crate();
        String name = crate.name().value();
        String version = crate.version().value();
        await().atMost(KilledTorrentizer.PATIENCE)
                .until(() -> torrentizer.upstream.downloads().requests(name, version) > 0);
    }
}
