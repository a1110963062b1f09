package dev.torrentcrates.torrentizer;

import dev.torrentcrates.event.Topics;
import dev.torrentcrates.eventlog.EventBatch;
import dev.torrentcrates.eventlog.EventLoop;
import dev.torrentcrates.eventlog.EventProducer;
import dev.torrentcrates.eventlog.EventTail;
import dev.torrentcrates.storage.s3.S3BlobStore;
import dev.torrentcrates.storage.s3.S3Settings;
import dev.torrentcrates.torrentizer.attempt.Attempts;
import dev.torrentcrates.torrentizer.audit.Audit;
import dev.torrentcrates.torrentizer.audit.AuditLog;
import dev.torrentcrates.torrentizer.audit.AuditReport;
import dev.torrentcrates.torrentizer.audit.Inspector;
import dev.torrentcrates.torrentizer.audit.OwnedPartitions;
import dev.torrentcrates.torrentizer.build.CrateBuilder;
import dev.torrentcrates.torrentizer.build.StoredVersions;
import dev.torrentcrates.torrentizer.denied.DenyList;
import dev.torrentcrates.torrentizer.denied.DenyLoop;
import dev.torrentcrates.torrentizer.parked.ParkedLoop;
import dev.torrentcrates.torrentizer.parked.ParkedRetries;
import dev.torrentcrates.torrentizer.parked.Redrive;
import dev.torrentcrates.torrentizer.progress.Counts;
import dev.torrentcrates.torrentizer.progress.Need;
import dev.torrentcrates.torrentizer.progress.Perseverance;
import dev.torrentcrates.torrentizer.progress.Timers;
import dev.torrentcrates.torrentizer.stream.IndexStream;
import dev.torrentcrates.torrentizer.upstream.HttpCrateSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The torrentizer, put together: a stream of new versions, and loops for those that are parked, for
 * the deny list, and for the audit of what is stored.
 */
@Startup
@ApplicationScoped
public class TorrentizerService {
    private static final System.Logger LOG = System.getLogger(TorrentizerService.class.getName());
    private static final String RETRIES = "torrentizer-parked";

    private final TorrentizerConfig config;
    private final HttpCrateSource source;
    private final S3BlobStore store;
    private final EventProducer producer;
    private final Perseverance perseverance = new Perseverance();
    private final DenyList denied = new DenyList();
    private final Counts counts;
    private final IndexStream stream;
    private final ParkedLoop retries;
    private final DenyLoop denials;
    private final Audit audit;
    private final AuditLog auditLog;
    private final OperatorsWord operators;
    private final List<EventLoop> loops;

    /** One thread: batches are dealt with in the order in which they come. */
    private final ExecutorService batches =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());

    private final ExecutorService beginning =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    private volatile boolean bucketEnsured;

    TorrentizerService(
            TorrentizerConfig config,
            @ConfigProperty(name = "kafka.bootstrap.servers") String brokers,
            Timers timers)
            throws IOException {
        this.config = ConfigCheck.of(config);
        ConfigCheck.advice(config).ifPresent(it -> LOG.log(System.Logger.Level.WARNING, it));
        this.counts = new Counts(timers.commitToBuilt()::record);
        this.source =
                new HttpCrateSource(
                        PartSettings.source(config), InstantSource.system(), timers::download);
        this.store = new S3BlobStore(S3Settings.of(config.storage()));
        String name = "torrentizer-" + config.instance();
        this.producer = EventProducer.start(brokers, name);
        InstantSource clock = Clock.tickMillis(ZoneOffset.UTC);
        StoredVersions stored = new StoredVersions(store);
        Attempts attempts =
                new Attempts(
                        new CrateBuilder(source, stored),
                        PartSettings.retries(config),
                        denied,
                        perseverance,
                        clock);
        this.stream =
                new IndexStream(
                        PartSettings.stream(config), attempts, producer, perseverance, counts);
        OwnedPartitions owned = new OwnedPartitions();
        this.retries =
                new ParkedLoop(
                        new ParkedRetries(attempts, producer, counts, config.concurrency()),
                        owned,
                        ownership ->
                                EventTail.inGroup(
                                        brokers, RETRIES, name, Topics.PARKED, ownership));
        this.denials = new DenyLoop(brokers, name, denied);
        this.auditLog = new AuditLog(brokers, name, producer);
        this.audit =
                new Audit(
                        PartSettings.audit(config),
                        auditLog,
                        new Inspector(stored, attempts, producer),
                        owned,
                        clock);
        this.operators =
                new OperatorsWord(
                        denied,
                        new Redrive(
                                () -> EventTail.ofAll(brokers, name, List.of(Topics.PARKED)),
                                producer),
                        producer,
                        clock);
        this.loops =
                List.of(
                        EventLoop.start("torrentizer-denied", brokers, denials),
                        EventLoop.start(RETRIES, brokers, retries),
                        EventLoop.start("torrentizer-audit", brokers, audit));
        beginning.execute(this::ensureBucket);
    }

    /**
     * Works through a batch.
     *
     * @return completed when it is done; never, where the service stops before, so that it comes
     *     again
     */
    CompletionStage<Void> process(EventBatch batch) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            batches.execute(() -> process(batch, done));
        } catch (RejectedExecutionException e) {
            // Stopping.
        }
        return done;
    }

    void stop(@Observes ShutdownEvent stopping) {
        beginning.shutdownNow();
        batches.shutdownNow();
        stream.close();
        loops.forEach(EventLoop::close);
        retries.close();
        denials.close();
        audit.close();
        producer.close();
        source.close();
        store.close();
    }

    /** Whether the loops go on; the channel tells of itself. */
    boolean isAlive() {
        return loops.stream().allMatch(EventLoop::isAlive);
    }

    /** Whether there is a bucket, and topics of the right shape. */
    boolean isReady() {
        return bucketEnsured && retries.hasBegun() && denied.isComplete();
    }

    /** What it does at the moment. */
    TorrentizerStatus status() {
        return new TorrentizerStatus(
                config.upstream().index(), counts.versions(), counts.events(), trouble());
    }

    private Optional<String> trouble() {
        Optional<String> waiting =
                denied.isComplete()
                        ? perseverance.trouble()
                        : Optional.of("the deny list has not been read yet");
        return loops.stream()
                .flatMap(loop -> loop.trouble().stream())
                .findFirst()
                .or(() -> waiting);
    }

    /** What was done since the start. */
    Counts counts() {
        return counts;
    }

    /** What operators say. */
    OperatorsWord operators() {
        return operators;
    }

    /**
     * What the audit has found.
     *
     * @throws IOException where the brokers are away
     */
    AuditReport auditReport() throws IOException {
        return AuditReport.of(auditLog.last().values());
    }

    private void process(EventBatch batch, CompletableFuture<Void> done) {
        try {
            stream.process(batch);
            done.complete(null);
        } catch (InterruptedException e) {
            // Stopping.
        } catch (RuntimeException | Error e) {
            done.completeExceptionally(e);
        }
    }

    private void ensureBucket() {
        try {
            perseverance.insistOn(Need.STORAGE, "looking for the bucket", store::ensureBucket);
            bucketEnsured = true;
        } catch (InterruptedException e) {
            // Stopping.
        }
    }
}
