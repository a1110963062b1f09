package dev.torrentcrates.torrentizer.upstream;

import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.download.DownloadFault;
import dev.torrentcrates.upstream.sample.SampleCrate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit calls what sets the fields.
class HttpCrateSourceTest extends CrateSourceContract {
    @TempDir Path upstreamFolder;
    private UpstreamSim upstream;
    private HttpCrateSource source;

    @BeforeEach
    void start() throws IOException {
        upstream = UpstreamSim.start(upstreamFolder);
        source =
                new HttpCrateSource(
                        UpstreamFixture.settings(
                                URI.create(upstream.indexUrl() + "/"),
                                PATIENCE,
                                MAX_LENGTH,
                                upstreamFolder.resolve("downloads")),
                        InstantSource.system(),
                        _ -> {});
    }

    @AfterEach
    void stop() {
        source.close();
        upstream.close();
    }

    @Override
    CrateSource source() {
        return source;
    }

    @Override
    void publish(SampleCrate crate) {
        upstream.publish(crate);
    }

    @Override
    void plan(SampleCrate crate, DownloadFault fault) {
        upstream.faults().on(crate.name().value(), crate.version().value()).next(1, fault);
    }
}
