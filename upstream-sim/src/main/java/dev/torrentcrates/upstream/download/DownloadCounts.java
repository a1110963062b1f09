package dev.torrentcrates.upstream.download;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often crate files were asked for and given out. Safe for use by many threads.
 *
 * <p>An answer is counted before it is sent, so whoever has received it finds it counted.
 */
public final class DownloadCounts {
    private final Map<Release, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<Release, LongAdder> downloads = new ConcurrentHashMap<>();
    private final LongAdder bytes = new LongAdder();

    /** GET requests for a version, whatever was answered. */
    public int requests(String name, String version) {
        return count(requests, Release.of(name, version));
    }

    /** Answers with the whole and right content of a version. */
    public int downloads(String name, String version) {
        return count(downloads, Release.of(name, version));
    }

    /** Answers with whole and right content, of all versions together. */
    public int downloads() {
        return downloads.values().stream().mapToInt(LongAdder::intValue).sum();
    }

    /** Bytes of crate files sent, the halves and the wrong ones too. */
    public long bytes() {
        return bytes.sum();
    }

    void countRequest(Release release) {
        increment(requests, release);
    }

    void countDownload(Release release) {
        increment(downloads, release);
    }

    void countBytes(long sent) {
        bytes.add(sent);
    }

    private static void increment(Map<Release, LongAdder> counts, Release release) {
        counts.computeIfAbsent(release, _ -> new LongAdder()).increment();
    }

    private static int count(Map<Release, LongAdder> counts, Release release) {
        LongAdder count = counts.get(release);
        return count == null ? 0 : count.intValue();
    }
}
