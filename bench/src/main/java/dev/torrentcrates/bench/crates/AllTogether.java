package dev.torrentcrates.bench.crates;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Holds files back so that all of them are on their way at once: none goes on before every one was
 * asked for, and none ends before the others are near their ends, too. A client that takes no more
 * than it has room for keeps the others waiting at their ends for a while, not for ever.
 */
public final class AllTogether implements Delivery {
    private static final int FIRST = 16 * 1024;
    private static final int LAST = 16 * 1024;
    private static final int CHUNK = 1 << 20;

    /** Less than a client waits for the next byte. */
    private static final Duration PATIENCE_FOR_ALL = Duration.ofSeconds(20);

    private static final Duration PATIENCE_FOR_ENDS = Duration.ofSeconds(10);

    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final CountDownLatch toBegin;
    private final CountDownLatch toEnd;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();
    private final AtomicLong unfinished = new AtomicLong();
    private final AtomicLong mostUnfinished = new AtomicLong();

    /** Of so many files. */
    public AllTogether(int files) {
        this.toBegin = new CountDownLatch(files);
        this.toEnd = new CountDownLatch(files);
    }

    /** How many files were on their way at once, at most. */
    public int mostUnderWay() {
        return mostUnderWay.get();
    }

    /** How many bytes of files not yet whole had been sent, at most. */
    public long mostUnfinishedBytes() {
        return mostUnfinished.get();
    }

    @Override
    public void send(MadeCrate crate, FileChannel file, WritableByteChannel to)
            throws IOException, InterruptedException {
        boolean isFirst = asked.add(crate.fileName());
        raise(mostUnderWay, underWay.incrementAndGet());
        long sent = 0;
        try {
            long first = Math.min(FIRST, file.size());
            long last = Math.max(first, file.size() - LAST);
            sent = send(file, sent, first, to);
            await(toBegin, isFirst, PATIENCE_FOR_ALL);
            while (sent < last) {
                sent += send(file, sent, Math.min(sent + CHUNK, last), to);
            }
            await(toEnd, isFirst, PATIENCE_FOR_ENDS);
            sent += send(file, sent, file.size(), to);
        } finally {
            unfinished.addAndGet(-sent);
            underWay.decrementAndGet();
        }
    }

    private long send(FileChannel file, long from, long end, WritableByteChannel to)
            throws IOException {
        Delivery.send(file, from, end, to);
        long now = unfinished.addAndGet(end - from);
        mostUnfinished.accumulateAndGet(now, Math::max);
        return end - from;
    }

    private static void await(CountDownLatch all, boolean isFirst, Duration patience)
            throws InterruptedException {
        if (isFirst) {
            all.countDown();
        }
        var _ = all.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void raise(AtomicInteger most, int now) {
        most.accumulateAndGet(now, Math::max);
    }
}
