package dev.torrentcrates.watcher;

import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.Topics;
import dev.torrentcrates.event.WatcherCheckpoint;
import dev.torrentcrates.eventlog.Outgoing;
import dev.torrentcrates.eventlog.TransactionalProducer;
import dev.torrentcrates.watcher.WatcherConfig.Since;
import dev.torrentcrates.watcher.git.IndexClone;
import dev.torrentcrates.watcher.git.IndexState;
import java.io.IOException;
import java.util.Optional;

/**
 * One look at upstream: what changed since the state that was published last becomes events and a
 * checkpoint, and only when the brokers have them does the clone's ref move. Killed in between, the
 * same events are published again, which nobody downstream minds; and before anything newer is
 * looked at, for upstream may have taken back what some of them said.
 *
 * <p>For one thread at a time; {@link #progress()} for any.
 */
final class IndexTail {
    private static final System.Logger LOG = System.getLogger(IndexTail.class.getName());

    private final Registry registry;
    private final Since since;
    private final IndexClone clone;
    private final TransactionalProducer producer;
    private volatile Progress progress = new Progress(Optional.empty(), 0);

    IndexTail(Registry registry, Since since, IndexClone clone, TransactionalProducer producer) {
        this.registry = registry;
        this.since = since;
        this.clone = clone;
        this.producer = producer;
    }

    /**
     * How far it has come.
     *
     * @param published the newest state of which everything is published
     * @param events how many were published since the start
     */
    record Progress(Optional<IndexState> published, long events) {}

    /** How far it has come. */
    Progress progress() {
        return progress;
    }

    /**
     * Fetches, and publishes what changed.
     *
     * @throws IOException where upstream, the brokers or the disk fail; the next look starts from
     *     the same state
     */
    void look() throws IOException {
        Optional<IndexState> begun = clone.publishing();
        if (begun.isPresent()) {
            publish(begun.get());
        }
        publish(clone.fetch());
    }

    private void publish(IndexState head) throws IOException {
        Optional<IndexState> before = clone.published();
        if (before.equals(Optional.of(head))) {
            progress = new Progress(before, progress.events());
            return;
        }
        clone.markPublishing(head);
        Publication publication = new Publication(producer);
        if (before.isPresent() || since == Since.BEGINNING) {
            clone.compare(
                    before,
                    head,
                    (old, now) ->
                            publication.add(IndexEvents.of(registry, head.commit(), old, now)));
        }
        publication.end(
                new Outgoing(
                        Topics.WATCHER_CHECKPOINT,
                        new WatcherCheckpoint(registry, head.commit(), head.tree())));
        clone.markPublished(head);
        if (publication.deadLetters() > 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} lines of commit {1} cannot be read: see the topic {2}",
                    publication.deadLetters(),
                    head.commit().id(),
                    Topics.INDEX_EVENTS_DLQ.name());
        }
        progress = new Progress(Optional.of(head), progress.events() + publication.events());
    }
}
