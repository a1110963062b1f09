package dev.torrentcrates.torrentizer;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Tells what the torrentizer does. */
@Path("/api/v1/torrentizer")
@Produces(MediaType.APPLICATION_JSON)
public class TorrentizerResource {
    private final TorrentizerService torrentizer;

    TorrentizerResource(TorrentizerService torrentizer) {
        this.torrentizer = torrentizer;
    }

    /** What it does at the moment. */
    @GET
    @RunOnVirtualThread
    public TorrentizerStatus status() {
        return torrentizer.status();
    }
}
