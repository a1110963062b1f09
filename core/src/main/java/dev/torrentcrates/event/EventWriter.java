package dev.torrentcrates.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.torrent.TorrentEntry;

/** The JSON of each event; {@link EventReader} is its other half. */
final class EventWriter {
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    private EventWriter() {}

    static ObjectNode write(Event event) {
        EventWriter writer = new EventWriter();
        switch (event) {
            case IndexEvent index -> writer.index(index);
            case TorrentEvent torrent -> writer.torrent(torrent);
            case SeedEvent seed -> writer.seed(seed);
            case SeederAlive alive -> writer.alive(alive);
            case VisibleEvent visible -> writer.visible(visible);
            case VersionParked parked -> writer.parked(parked);
            case VersionGivenUp givenUp -> writer.givenUp(givenUp);
            case CksumDenied denied -> writer.denied(denied);
            case WatcherCheckpoint checkpoint -> writer.checkpoint(checkpoint);
            case PartitionAudited audited -> writer.audited(audited);
            case DeadLetter.UnreadableLine line -> writer.unreadable(line);
            case DeadLetter.UnreadableRecord unreadable -> writer.unreadable(unreadable);
        }
        return writer.json;
    }

    private void index(IndexEvent event) {
        switch (event) {
            case IndexEvent.OfVersion version -> {
                identity(version.identity());
                commit(version.commit());
                line(version.line());
            }
            case IndexEvent.CrateDeleted deleted -> {
                json.put("registry", deleted.registry().name());
                json.put("crate", deleted.crate().value());
                commit(deleted.commit());
            }
        }
    }

    private void torrent(TorrentEvent event) {
        switch (event) {
            case TorrentEvent.TorrentBuilt built -> {
                stemming(built.identity(), built.commit(), built.indexOffset(), built.line());
                torrent(built.torrent());
            }
            case TorrentEvent.TorrentFailed failed -> {
                stemming(failed.identity(), failed.commit(), failed.indexOffset(), failed.line());
                json.put("reason", failed.reason().name());
                json.put("detail", failed.detail());
            }
            case TorrentEvent.Forwarded forwarded -> {
                index(forwarded.change());
                json.put("indexOffset", forwarded.indexOffset());
            }
        }
    }

    private void torrent(TorrentEntry torrent) {
        json.putObject("torrent")
                .put("recipe", torrent.recipe())
                .put("length", torrent.length())
                .put("btih", torrent.btih().hex())
                .put("btmh", torrent.btmh().hex())
                .put("root", torrent.root().hex())
                .put("pieces", torrent.pieces());
    }

    private void seed(SeedEvent event) {
        identity(event.identity());
        json.put("seedSet", event.seedSet());
        json.put("seeder", event.seeder());
        json.put("time", event.time().toString());
    }

    private void alive(SeederAlive alive) {
        json.put("seeder", alive.seeder());
        json.put("seedSet", alive.seedSet());
        json.put("host", alive.host());
        json.put("port", alive.port());
        var partitions = json.putArray("partitions");
        alive.partitions().forEach(partitions::add);
        json.put("time", alive.time().toString());
    }

    private void visible(VisibleEvent event) {
        identity(event.identity());
        json.put("indexOffset", event.indexOffset());
        line(event.line());
        json.put("time", event.time().toString());
    }

    private void parked(VersionParked parked) {
        stemming(parked.identity(), parked.commit(), parked.indexOffset(), parked.line());
        json.put("attempts", parked.retry().attempts());
        json.put("due", parked.retry().due().toString());
        json.put("since", parked.retry().since().toString());
        json.put("cause", parked.retry().cause().name());
        json.put("causeSince", parked.retry().causeSince().toString());
    }

    private void givenUp(VersionGivenUp givenUp) {
        stemming(givenUp.identity(), givenUp.commit(), givenUp.indexOffset(), givenUp.line());
        json.put("reason", givenUp.reason().name());
        json.put("detail", givenUp.detail());
        json.put("time", givenUp.time().toString());
    }

    private void denied(CksumDenied denied) {
        json.put("cksum", denied.cksum().hex());
        json.put("reason", denied.reason());
        json.put("time", denied.time().toString());
    }

    private void checkpoint(WatcherCheckpoint checkpoint) {
        json.put("registry", checkpoint.registry().name());
        commit(checkpoint.commit());
        json.put("tree", checkpoint.tree());
        json.put("complete", checkpoint.complete());
        json.put("selection", checkpoint.selection());
        json.put("watcher", checkpoint.watcher());
    }

    private void audited(PartitionAudited audited) {
        json.put("partition", audited.partition());
        json.put("begun", audited.begun().toString());
        json.put("complete", audited.complete());
        json.put("nextOffset", audited.nextOffset());
        json.put("versions", audited.tally().versions());
        json.put("bytes", audited.tally().bytes());
        ObjectNode findings = json.putObject("findings");
        audited.tally().findings().forEach((what, count) -> findings.put(what.name(), count));
        json.put("rebuilt", audited.tally().rebuilt());
        json.put("parked", audited.tally().parked());
        json.put("time", audited.time().toString());
    }

    private void unreadable(DeadLetter.UnreadableLine line) {
        json.put("registry", line.registry().name());
        commit(line.commit());
        json.put("path", line.path());
        json.put("lineNumber", line.lineNumber());
        json.put("reason", line.reason());
        json.put("excerpt", line.excerpt());
    }

    private void unreadable(DeadLetter.UnreadableRecord unreadable) {
        json.put("topic", unreadable.topic());
        json.put("partition", unreadable.partition());
        json.put("offset", unreadable.offset());
        json.put("reason", unreadable.reason());
        json.put("time", unreadable.time().toString());
    }

    private void stemming(
            VersionIdentity identity, Commit commit, long indexOffset, IndexLine line) {
        identity(identity);
        commit(commit);
        json.put("indexOffset", indexOffset);
        line(line);
    }

    private void identity(VersionIdentity identity) {
        json.put("registry", identity.registry().name());
        json.put("crate", identity.crate().value());
        json.put("version", identity.version().value());
        json.put("cksum", identity.cksum().hex());
    }

    private void commit(Commit commit) {
        json.putObject("commit").put("id", commit.id()).put("time", commit.time().toString());
    }

    /** As a string, so that its bytes survive whatever reads the event. */
    private void line(IndexLine line) {
        json.put("line", line.json());
    }
}
