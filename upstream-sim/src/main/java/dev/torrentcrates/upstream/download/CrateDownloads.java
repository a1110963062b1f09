package dev.torrentcrates.upstream.download;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Serves {@code crates/{crate}/{crate}-{version}.crate}, with the faults that are planned. */
public final class CrateDownloads {
    private static final String SUFFIX = ".crate";

    private final CrateShelf shelf;
    private final DownloadFaults faults;
    private final DownloadCounts counts;

    /** Serves what lies on the shelf. */
    public CrateDownloads(CrateShelf shelf, DownloadFaults faults, DownloadCounts counts) {
        this.shelf = shelf;
        this.faults = faults;
        this.counts = counts;
    }

    /**
     * Answers a request.
     *
     * @param path within {@code crates/}
     */
    public void handle(HttpExchange exchange, String path) throws IOException {
        Optional<Release> asked = release(path);
        if (asked.isEmpty()) {
            HttpAnswer.text(exchange, 404, "no crate file has such a path");
            return;
        }
        Release release = asked.get();
        if (exchange.getRequestMethod().equals("HEAD")) {
            serve(exchange, release);
            return;
        }
        counts.countRequest(release);
        Optional<DownloadFault> fault = faults.next(release);
        if (fault.isPresent()) {
            fail(exchange, release, fault.get());
        } else {
            serve(exchange, release);
        }
    }

    private void serve(HttpExchange exchange, Release release) throws IOException {
        Optional<byte[]> content = shelf.read(release);
        if (content.isEmpty()) {
            HttpAnswer.text(exchange, 404, release + " has no crate file");
            return;
        }
        byte[] whole = content.get();
        exchange.getResponseHeaders().set("Content-Type", "application/gzip");
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        Optional<ByteRange> range =
                ByteRange.of(exchange.getRequestHeaders().getFirst("Range"), whole.length);
        if (range.isPresent()) {
            servePart(exchange, whole, range.get());
            return;
        }
        if (exchange.getRequestMethod().equals("GET")) {
            counts.countDownload(release);
            counts.countBytes(whole.length);
        }
        HttpAnswer.bytes(exchange, 200, whole);
    }

    private void servePart(HttpExchange exchange, byte[] whole, ByteRange range)
            throws IOException {
        String contentRange = range.first() + "-" + range.last() + "/" + whole.length;
        exchange.getResponseHeaders().set("Content-Range", "bytes " + contentRange);
        counts.countBytes(range.length());
        HttpAnswer.bytes(exchange, 206, Arrays.copyOfRange(whole, range.first(), range.last() + 1));
    }

    private void fail(HttpExchange exchange, Release release, DownloadFault fault)
            throws IOException {
        switch (fault) {
            case DownloadFault.NotFound() -> HttpAnswer.text(exchange, 404, "planned: not found");
            case DownloadFault.Unavailable(var retryAfter) -> {
                if (retryAfter != null) {
                    String seconds = String.valueOf(retryAfter.toSeconds());
                    exchange.getResponseHeaders().set("Retry-After", seconds);
                }
                HttpAnswer.text(exchange, 503, "planned: unavailable");
            }
            case DownloadFault.CutHalfWay() -> cut(exchange, shelf.read(release));
            case DownloadFault.OtherBytes() -> serveOthers(exchange, shelf.read(release));
            case DownloadFault.Slow(var delay) -> {
                try {
                    Thread.sleep(delay);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("stopped while an answer was being held back", e);
                }
                serve(exchange, release);
            }
        }
    }

    /** Closing the exchange before the announced length is written closes the connection. */
    private void cut(HttpExchange exchange, Optional<byte[]> content) throws IOException {
        byte[] whole = content.orElse(new byte[2]);
        counts.countBytes(whole.length / 2);
        exchange.sendResponseHeaders(200, whole.length);
        exchange.getResponseBody().write(whole, 0, whole.length / 2);
        exchange.getResponseBody().flush();
        exchange.close();
    }

    private void serveOthers(HttpExchange exchange, Optional<byte[]> content) throws IOException {
        byte[] changed = content.orElse(new byte[1]);
        changed[changed.length - 1] ^= 1;
        counts.countBytes(changed.length);
        HttpAnswer.bytes(exchange, 200, changed);
    }

    /** Reads {@code {crate}/{crate}-{version}.crate}. */
    private static Optional<Release> release(String path) {
        int slash = path.indexOf('/');
        String name = path.substring(0, Math.max(slash, 0));
        String file = path.substring(slash + 1);
        if (!file.startsWith(name + "-") || !file.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        int start = name.length() + 1;
        int end = file.length() - SUFFIX.length();
        try {
            return start > end
                    ? Optional.empty()
                    : Optional.of(Release.of(name, file.substring(start, end)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
