package dev.torrentcrates.torrentizer.denied;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.CksumDenied;
import dev.torrentcrates.eventlog.Recorded;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** The content that operators denied, folded from its topic. Thread-safe. */
public final class DenyList {
    private final Map<String, CksumDenied> denied = new ConcurrentHashMap<>();
    private final CountDownLatch complete = new CountDownLatch(1);

    /** Takes one more record of the topic. */
    public void apply(Recorded record) {
        if (record.event() instanceof CksumDenied denial) {
            denied.put(record.key(), denial);
        } else {
            denied.remove(record.key());
        }
    }

    /** All that stood on the topic at the start has been applied. */
    public void complete() {
        complete.countDown();
    }

    /** Whether it has been read; before that nothing is built. */
    public boolean isComplete() {
        return complete.getCount() == 0;
    }

    /**
     * Why some content is denied, in the operator's words; empty where it is not. Waits, after a
     * start, until the list has been read: before that nobody knows.
     *
     * @throws InterruptedException where the service stops
     */
    public Optional<String> reason(Sha256 cksum) throws InterruptedException {
        complete.await();
        return Optional.ofNullable(denied.get(cksum.hex())).map(CksumDenied::reason);
    }

    /**
     * All of it, the newest denial first.
     *
     * @throws IOException where it has not been read yet
     */
    public List<CksumDenied> all() throws IOException {
        if (!isComplete()) {
            throw new IOException("the deny list has not been read yet");
        }
        return denied.values().stream()
                .sorted(Comparator.comparing(CksumDenied::time).reversed())
                .toList();
    }
}
