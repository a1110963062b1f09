package dev.torrentcrates.watcher;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Tells what the watcher does. */
@Path("/api/v1/watcher")
public class WatcherResource {
    private final WatcherService watcher;

    WatcherResource(WatcherService watcher) {
        this.watcher = watcher;
    }

    /** What it does at the moment. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public WatcherStatus status() {
        return watcher.status();
    }
}
