package dev.torrentcrates.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.crate.Shown;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.torrent.Btih;
import dev.torrentcrates.torrent.Btmh;
import dev.torrentcrates.torrent.TorrentEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link EventWriter} wrote; fields that it does not know are passed over. */
final class EventReader {
    private final JsonNode json;

    private EventReader(JsonNode json) {
        this.json = json;
    }

    static Event read(String type, ObjectNode json) {
        EventReader reader = new EventReader(json);
        return switch (type) {
            case "TorrentBuilt" -> reader.built();
            case "TorrentFailed" -> reader.failed();
            case "SeedingStarted" ->
                    new SeedEvent.SeedingStarted(
                            reader.identity(),
                            reader.text("seedSet"),
                            reader.text("seeder"),
                            reader.time("time"));
            case "SeedingStopped" ->
                    new SeedEvent.SeedingStopped(
                            reader.identity(),
                            reader.text("seedSet"),
                            reader.text("seeder"),
                            reader.time("time"));
            case "SeederAlive" -> reader.alive();
            case "VersionVisible" ->
                    new VisibleEvent.VersionVisible(
                            reader.registry(),
                            reader.indexOffset(),
                            reader.line(),
                            reader.time("time"));
            case "VersionChanged" ->
                    new VisibleEvent.VersionChanged(
                            reader.registry(),
                            reader.indexOffset(),
                            reader.line(),
                            reader.time("time"));
            case "VersionWithdrawn" ->
                    new VisibleEvent.VersionWithdrawn(
                            reader.registry(),
                            reader.indexOffset(),
                            reader.line(),
                            reader.time("time"));
            case "VersionParked" -> reader.parked();
            case "VersionGivenUp" -> reader.givenUp();
            case "PartitionAudited" -> reader.audited();
            case "CksumDenied" ->
                    new CksumDenied(
                            Sha256.of(reader.text("cksum")),
                            reader.text("reason"),
                            reader.time("time"));
            case "WatcherCheckpoint" -> reader.checkpoint();
            case "UnreadableLine" -> reader.unreadableLine();
            case "UnreadableRecord" -> reader.unreadableRecord();
            default -> reader.indexChange(type);
        };
    }

    /** On {@code torrent-events} a change has the offset that it was forwarded from. */
    private Event indexChange(String type) {
        IndexEvent change = indexEvent(type);
        return json.has("indexOffset") ? new TorrentEvent.Forwarded(change, indexOffset()) : change;
    }

    private IndexEvent indexEvent(String type) {
        return switch (type) {
            case "VersionPublished" ->
                    new IndexEvent.VersionPublished(registry(), commit(), line());
            case "VersionYanked" -> new IndexEvent.VersionYanked(registry(), commit(), line());
            case "VersionUnyanked" -> new IndexEvent.VersionUnyanked(registry(), commit(), line());
            case "VersionMetadataChanged" ->
                    new IndexEvent.VersionMetadataChanged(registry(), commit(), line());
            case "VersionDeleted" -> new IndexEvent.VersionDeleted(registry(), commit(), line());
            case "CrateDeleted" ->
                    new IndexEvent.CrateDeleted(registry(), commit(), CrateName.of(text("crate")));
            default -> throw new InvalidEventException("no such event: " + Shown.briefly(type));
        };
    }

    private TorrentEvent.TorrentBuilt built() {
        JsonNode torrent = field("torrent");
        EventReader entry = new EventReader(torrent);
        return new TorrentEvent.TorrentBuilt(
                registry(),
                commit(),
                indexOffset(),
                line(),
                new TorrentEntry(
                        (int) entry.number("recipe"),
                        entry.number("length"),
                        Btih.of(entry.text("btih")),
                        Btmh.of(entry.text("btmh")),
                        Sha256.of(entry.text("root")),
                        entry.text("pieces")));
    }

    private TorrentEvent.TorrentFailed failed() {
        return new TorrentEvent.TorrentFailed(
                registry(),
                commit(),
                indexOffset(),
                line(),
                TorrentEvent.FailureReason.valueOf(text("reason")),
                text("detail"));
    }

    private SeederAlive alive() {
        List<Integer> partitions = new ArrayList<>();
        field("partitions").forEach(partition -> partitions.add(partition.asInt()));
        return new SeederAlive(
                text("seeder"),
                text("seedSet"),
                text("host"),
                (int) number("port"),
                partitions,
                time("time"));
    }

    private VersionParked parked() {
        return new VersionParked(
                registry(),
                commit(),
                indexOffset(),
                line(),
                new VersionParked.Retry(
                        (int) number("attempts"),
                        time("since"),
                        time("due"),
                        VersionParked.Cause.valueOf(text("cause")),
                        time("causeSince")));
    }

    private VersionGivenUp givenUp() {
        return new VersionGivenUp(
                registry(),
                commit(),
                indexOffset(),
                line(),
                TorrentEvent.FailureReason.valueOf(text("reason")),
                text("detail"),
                time("time"));
    }

    private PartitionAudited audited() {
        Map<PartitionAudited.Finding, Long> findings =
                new EnumMap<>(PartitionAudited.Finding.class);
        EventReader counts = new EventReader(field("findings"));
        for (PartitionAudited.Finding finding : PartitionAudited.Finding.values()) {
            findings.put(finding, counts.number(finding.name()));
        }
        return new PartitionAudited(
                (int) number("partition"),
                time("begun"),
                field("complete").asBoolean(),
                number("nextOffset"),
                new PartitionAudited.Tally(
                        number("versions"),
                        number("bytes"),
                        findings,
                        number("rebuilt"),
                        number("parked")),
                time("time"));
    }

    private WatcherCheckpoint checkpoint() {
        return new WatcherCheckpoint(
                registry(),
                commit(),
                text("tree"),
                field("complete").asBoolean(),
                text("selection"),
                text("watcher"));
    }

    private DeadLetter.UnreadableLine unreadableLine() {
        return new DeadLetter.UnreadableLine(
                registry(),
                commit(),
                text("path"),
                (int) number("lineNumber"),
                text("reason"),
                text("excerpt"));
    }

    private DeadLetter.UnreadableRecord unreadableRecord() {
        return new DeadLetter.UnreadableRecord(
                text("topic"),
                (int) number("partition"),
                number("offset"),
                text("reason"),
                time("time"));
    }

    private Registry registry() {
        return new Registry(text("registry"));
    }

    private VersionIdentity identity() {
        return new VersionIdentity(
                registry(),
                CrateName.of(text("crate")),
                CrateVersion.of(text("version")),
                Sha256.of(text("cksum")));
    }

    /** The line says again what the identity says; where they differ, the record is not ours. */
    private IndexLine line() {
        IndexLine line = IndexLine.parse(text("line"));
        VersionIdentity identity = identity();
        if (!VersionIdentity.of(identity.registry(), line).equals(identity)) {
            throw new InvalidEventException("the line is " + line + ", not " + identity);
        }
        return line;
    }

    private Commit commit() {
        EventReader commit = new EventReader(field("commit"));
        return new Commit(commit.text("id"), commit.time("time"));
    }

    private long indexOffset() {
        return number("indexOffset");
    }

    private Instant time(String name) {
        return Instant.parse(text(name));
    }

    private String text(String name) {
        JsonNode value = field(name);
        if (!value.isTextual()) {
            throw new InvalidEventException("the field '" + name + "' is not text");
        }
        return value.textValue();
    }

    private long number(String name) {
        JsonNode value = field(name);
        if (!value.isIntegralNumber()) {
            throw new InvalidEventException("the field '" + name + "' is not a whole number");
        }
        return value.longValue();
    }

    private JsonNode field(String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode()) {
            throw new InvalidEventException("the field '" + name + "' is missing");
        }
        return value;
    }
}
