package dev.torrentcrates.seeder;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Tells what the seeder does. */
@Path("/api/v1/seeder")
public class SeederResource {
    private final SeederService seeder;

    SeederResource(SeederService seeder) {
        this.seeder = seeder;
    }

    /** What it does at the moment. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public SeederStatus status() {
        return seeder.status();
    }
}
