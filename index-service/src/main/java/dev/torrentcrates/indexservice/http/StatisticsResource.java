package dev.torrentcrates.indexservice.http;

import dev.torrentcrates.indexservice.tracker.Tracker;
import dev.torrentcrates.indexservice.view.Standing;
import dev.torrentcrates.indexservice.view.View;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tells how much there is; answers while the log is still being read, too. */
@Path("/api/v1/statistics")
public class StatisticsResource {
    private final PublicIndex index;
    private final Tracker tracker;
    private final Clock clock = Clock.systemUTC();

    StatisticsResource(PublicIndex index, Tracker tracker) {
        this.index = index;
        this.tracker = tracker;
    }

    /** The figures of this moment. */
    @GET
    @RunOnVirtualThread
    public Response statistics() {
        View.Counts counts = index.view().counts();
        SortedMap<String, Integer> versions = new TreeMap<>();
        for (Standing standing : Standing.values()) {
            versions.put(
                    standing.name().toLowerCase(Locale.ROOT),
                    counts.versions().getOrDefault(standing, 0));
        }
        return Response.ok(
                        new StatisticsAnswer(
                                counts.crates(),
                                versions,
                                index.seeders().count(clock.instant()),
                                new StatisticsAnswer.TrackerAnswer(
                                        tracker.swarmCount(), tracker.peerCount()),
                                index.view().isCaughtUp()))
                .type(MediaType.APPLICATION_JSON)
                .build();
    }
}
