package dev.torrentcrates.torrentizer;

import dev.torrentcrates.eventlog.EventBatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Where index events come in. */
@ApplicationScoped
public class IndexEventsChannel {
    private final TorrentizerService torrentizer;

    IndexEventsChannel(TorrentizerService torrentizer) {
        this.torrentizer = torrentizer;
    }

    /** Ends when all that follows from the batch is done; its offsets are committed then. */
    @Incoming("torrentizer-index-events")
    public CompletionStage<Void> take(EventBatch batch) {
        return torrentizer.process(batch);
    }
}
