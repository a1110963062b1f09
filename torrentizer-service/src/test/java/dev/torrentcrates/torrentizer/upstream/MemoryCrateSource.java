package dev.torrentcrates.torrentizer.upstream;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.VersionIdentity;
import dev.torrentcrates.upstream.download.DownloadFault;
import dev.torrentcrates.upstream.download.Release;
import dev.torrentcrates.upstream.sample.SampleCrate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A {@link CrateSource} in memory, for tests of what stands on one. */
public final class MemoryCrateSource implements CrateSource {
    /** What it waits for an answer. */
    private static final Duration ANSWER = Duration.ofSeconds(1);

    private final long maxLength;
    private final Map<Release, byte[]> files = new ConcurrentHashMap<>();
    private final Map<Release, DownloadFault> faults = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();

    /** Takes files of up to so many bytes. */
    public MemoryCrateSource(long maxLength) {
        this.maxLength = maxLength;
    }

    /** Has this crate from now on. */
    public void put(SampleCrate crate) {
        files.put(release(crate), crate.content());
    }

    /** The next request for this crate meets a fault. */
    public void plan(SampleCrate crate, DownloadFault fault) {
        faults.put(release(crate), fault);
    }

    /** How often it was asked. */
    public int requests() {
        return requests.get();
    }

    @Override
    public Fetched fetch(VersionIdentity version, Duration patience) {
        requests.incrementAndGet();
        Release release = new Release(version.crate(), version.version());
        DownloadFault fault = faults.remove(release);
        byte[] content = files.get(release);
        if (content == null) {
            return new Fetched.Missing(404);
        }
        return switch (fault) {
            case null -> serve(version, content);
            case DownloadFault.NotFound() -> new Fetched.Missing(404);
            case DownloadFault.OtherBytes() -> {
                content = content.clone();
                content[0] ^= 1;
                yield serve(version, content);
            }
            case DownloadFault.Unavailable(var retryAfter) ->
                    new Fetched.Unavailable("503", Optional.ofNullable(retryAfter));
            case DownloadFault.CutHalfWay() -> new Fetched.Unavailable("cut", Optional.empty());
            case DownloadFault.Slow(var delay) ->
                    delay.compareTo(patience) > 0 || delay.compareTo(ANSWER) > 0
                            ? new Fetched.Unavailable("slow", Optional.empty())
                            : serve(version, content);
        };
    }

    private Fetched serve(VersionIdentity version, byte[] content) {
        if (content.length > maxLength) {
            return new Fetched.LengthRefused(content.length);
        }
        Sha256 actual = Sha256.ofContent(content);
        if (!actual.equals(version.cksum())) {
            return new Fetched.Mismatch(actual);
        }
        return content.length == 0
                ? new Fetched.LengthRefused(0)
                : new Fetched.Content(new CrateContent.InMemory(content, () -> {}));
    }

    private static Release release(SampleCrate crate) {
        return new Release(crate.name(), crate.version());
    }
}
