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

/** The content that operators denied, folded from its topic. Thread-safe. */
public final class DenyList {
    private final Map<String, CksumDenied> denied = new ConcurrentHashMap<>();
    private volatile boolean complete;

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
        complete = true;
    }

    /**
     * Why some content is denied, in the operator's words; empty where it is not.
     *
     * @throws IOException where the list has not been read yet, so that nobody knows
     */
    public Optional<String> reason(Sha256 cksum) throws IOException {
        requireComplete();
        return Optional.ofNullable(denied.get(cksum.hex())).map(CksumDenied::reason);
    }

    /**
     * All of it, the newest denial first.
     *
     * @throws IOException as above
     */
    public List<CksumDenied> all() throws IOException {
        requireComplete();
        return denied.values().stream()
                .sorted(Comparator.comparing(CksumDenied::time).reversed())
                .toList();
    }

    private void requireComplete() throws IOException {
        if (!complete) {
            throw new IOException("the deny list has not been read yet");
        }
    }
}
