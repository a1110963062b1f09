package dev.torrentcrates.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.index.IndexPath;
import dev.torrentcrates.standalone.RunningServices.Part;
import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.sample.SampleCrate;
import dev.torrentcrates.upstream.sample.SampleCrates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the services stand on is away for ten seconds, and nobody helps them. */
class OutageIT {
    private static final Duration OUTAGE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir static Path folder;
    private static UpstreamSim upstream;
    private static RunningServices services;

    @BeforeAll
    static void start() throws IOException {
        upstream = UpstreamSim.start(folder.resolve("upstream"));
        services = new RunningServices(folder, upstream);
    }

    @AfterAll
    static void stop() {
        services.close();
        upstream.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"KAFKA", "STORAGE"})
    void whatIsPublishedDuringAnOutageWaitsAndThenComes(Part away) throws IOException {
        String name = "during-" + away.name().toLowerCase(Locale.ROOT);
        SampleCrate before = publish(name, "1.0.0");
        awaitVisible(before);

        services.kill(away);
        SampleCrate during = publish(name, "1.0.1");
        await("nothing new, and no loss of what is there, while " + away + " is away")
                .during(OUTAGE)
                .atMost(OUTAGE.plusSeconds(5))
                .until(() -> isVisible(before) && !isVisible(during));
        services.start(away);

        awaitVisible(during);
        assertThat(download(before)).isEqualTo(before.cksum());
        assertThat(download(during)).isEqualTo(during.cksum());
        for (Part part : Part.values()) {
            assertThat(services.isAlive(part)).as("%s runs on", part).isTrue();
        }
    }

    private static SampleCrate publish(String name, String version) {
        SampleCrate crate = SampleCrates.ofText(name, version, "bytes of " + name + version);
        upstream.publish(crate);
        return crate;
    }

    private static void awaitVisible(SampleCrate crate) {
        await(crate + " to be visible").atMost(PATIENCE).until(() -> isVisible(crate));
    }

    private static boolean isVisible(SampleCrate crate) {
        Web.Answer answer = ask("/index/" + IndexPath.of(crate.name()));
        return answer.status() == 200 && answer.text().contains("\"" + crate.cksum() + "\"");
    }

    private static Sha256 download(SampleCrate crate) {
        String path = "/api/v1/crates/%s/%s/download".formatted(crate.name(), crate.version());
        return Sha256.ofContent(ask(path).body());
    }

    private static Web.Answer ask(String path) {
        return services.web.get(services.url(Part.INDEX, path));
    }
}
