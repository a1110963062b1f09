package dev.torrentcrates.cargotorrent.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.index.IndexFile;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.index.IndexPath;
import dev.torrentcrates.index.InvalidIndexLineException;
import dev.torrentcrates.torrent.TorrentEntry;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds the index service's torrents to upstream's file. Pure. Upstream's line wins byte for byte:
 * the index service is trusted for torrents, not for what a crate is.
 */
public final class IndexMerge {
    private final String path;
    private final Map<CrateVersion, Offer> offers;
    private final List<Conflict> conflicts = new ArrayList<>();

    private IndexMerge(String path, Map<CrateVersion, Offer> offers) {
        this.path = path;
        this.offers = offers;
    }

    /**
     * A merged file.
     *
     * @param content not to be changed
     * @param conflicts versions whose torrent was not used
     */
    public record Merged(byte[] content, List<Conflict> conflicts) {}

    /** The index service has a torrent of other bytes than upstream's line names. */
    public record Conflict(IndexLine upstream, Sha256 offered) {}

    private record Offer(Sha256 cksum, TorrentEntry torrent) {}

    /**
     * Merges two states of a crate's file.
     *
     * @param path of the file, such as {@code se/rd/serde}
     * @param upstream as it came; lines that cannot be read stay as they are
     * @param service as it came; lines that cannot be read, or have no torrent, are passed over
     */
    public static Merged merge(String path, byte[] upstream, byte[] service) {
        Map<CrateVersion, Offer> offers = offers(path, service);
        if (offers.isEmpty()) {
            return new Merged(upstream, List.of());
        }
        return new IndexMerge(path, offers).into(upstream);
    }

    private static Map<CrateVersion, Offer> offers(String path, byte[] service) {
        Map<CrateVersion, Offer> offers = new HashMap<>();
        for (IndexFile.RawLine raw : IndexFile.of(path, service).lines()) {
            if (raw.text() == null) {
                continue;
            }
            try {
                IndexLine line = IndexLine.parse(raw.text());
                line.torrent()
                        .ifPresent(
                                torrent ->
                                        offers.putIfAbsent(
                                                line.version(), new Offer(line.cksum(), torrent)));
            } catch (InvalidIndexLineException e) {
                // An offer that cannot be read is none; the crate comes from upstream.
            }
        }
        return offers;
    }

    private Merged into(byte[] upstream) {
        ByteArrayOutputStream merged =
                new ByteArrayOutputStream(upstream.length + offers.size() * 400);
        int start = 0;
        for (int end = 0; end <= upstream.length; end++) {
            if (end == upstream.length || upstream[end] == '\n') {
                merged.writeBytes(line(Arrays.copyOfRange(upstream, start, end)));
                if (end < upstream.length) {
                    merged.write('\n');
                }
                start = end + 1;
            }
        }
        return new Merged(merged.toByteArray(), List.copyOf(conflicts));
    }

    private byte[] line(byte[] bytes) {
        if (bytes.length == 0) {
            return bytes;
        }
        String text = new String(bytes, UTF_8);
        try {
            IndexLine line = IndexLine.parse(text);
            Offer offer = offers.get(line.version());
            if (offer == null || !IndexPath.of(line.name()).equals(path)) {
                return bytes;
            }
            if (!offer.cksum().equals(line.cksum())) {
                conflicts.add(new Conflict(line, offer.cksum()));
                return bytes;
            }
            boolean changedByDecoding = !Arrays.equals(text.getBytes(UTF_8), bytes);
            boolean hasTorrent = line.torrent().isPresent();
            return changedByDecoding || hasTorrent
                    ? bytes
                    : line.withTorrent(offer.torrent()).getBytes(UTF_8);
        } catch (InvalidIndexLineException e) {
            return bytes;
        }
    }
}
