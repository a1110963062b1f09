package dev.torrentcrates.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.event.Commit;
import dev.torrentcrates.event.IndexEvent;
import dev.torrentcrates.event.Registry;
import dev.torrentcrates.event.TorrentEvent;
import dev.torrentcrates.event.TorrentEvent.FailureReason;
import dev.torrentcrates.event.TorrentEvent.Forwarded;
import dev.torrentcrates.event.TorrentEvent.TorrentBuilt;
import dev.torrentcrates.event.TorrentEvent.TorrentFailed;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.torrent.TorrentEntry;
import dev.torrentcrates.torrent.TorrentRecipe;
import java.time.Instant;

/** What can happen to a line, as watcher and torrentizer say it. */
final class Happenings {
    private static final Registry REGISTRY = Registry.CRATES_IO;
    private static final Commit COMMIT = new Commit("a".repeat(40), Instant.EPOCH);

    private Happenings() {}

    /** A line that is not yanked. */
    static IndexLine line(String name, String version, String bytes) {
        return line(name, version, bytes, false);
    }

    static IndexLine line(String name, String version, String bytes, boolean yanked) {
        return IndexLine.parse(
                "{\"name\":\"%s\",\"vers\":\"%s\",\"deps\":[],\"cksum\":\"%s\",\"yanked\":%s}"
                        .formatted(name, version, Sha256.ofContent(bytes.getBytes(UTF_8)), yanked));
    }

    /** A torrent of some content; these bytes need not be those of the line. */
    static TorrentEntry entry(IndexLine line) {
        byte[] content = line.cksum().hex().getBytes(UTF_8);
        return TorrentRecipe.of(line.name(), line.version(), content).entry();
    }

    static TorrentEvent built(long offset, IndexLine line) {
        return new TorrentBuilt(REGISTRY, COMMIT, offset, line, entry(line));
    }

    static TorrentFailed failed(long offset, IndexLine line) {
        return new TorrentFailed(REGISTRY, COMMIT, offset, line, FailureReason.NOT_FOUND, "404");
    }

    static TorrentEvent published(long offset, IndexLine line) {
        return forwarded(offset, publication(line));
    }

    static TorrentEvent yanked(long offset, IndexLine line) {
        return forwarded(offset, new IndexEvent.VersionYanked(REGISTRY, COMMIT, line));
    }

    static TorrentEvent deleted(long offset, IndexLine line) {
        return forwarded(offset, deletion(line));
    }

    static TorrentEvent crateDeleted(long offset, String name) {
        return forwarded(offset, crateDeletion(CrateName.of(name)));
    }

    static TorrentEvent forwarded(long offset, IndexEvent change) {
        return new Forwarded(change, offset);
    }

    static IndexEvent publication(IndexLine line) {
        return new IndexEvent.VersionPublished(REGISTRY, COMMIT, line);
    }

    static IndexEvent metadataChange(IndexLine line) {
        return new IndexEvent.VersionMetadataChanged(REGISTRY, COMMIT, line);
    }

    static IndexEvent deletion(IndexLine line) {
        return new IndexEvent.VersionDeleted(REGISTRY, COMMIT, line);
    }

    static IndexEvent crateDeletion(CrateName name) {
        return new IndexEvent.CrateDeleted(REGISTRY, COMMIT, name);
    }
}
