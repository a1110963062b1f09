package dev.torrentcrates.indexservice;

import static io.restassured.RestAssured.get;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.torrentcrates.torrent.Btih;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.upstream.sample.SampleCrate;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The tracker over HTTP. */
@QuarkusTest
@QuarkusTestResource(IndexGround.class)
@SuppressWarnings("NullAway.Init") // The test resource sets the field.
class AnnounceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Pipeline pipeline;

    @Test
    void ourSeederIsInEveryAnswerUnderBothHashesWithoutAnnouncing() throws Exception {
        CrateTorrent torrent = publish("tracked");
        String seeder = peer(Pipeline.SEEDER_HOST, Pipeline.SEEDER_PORT);

        assertThat(Announces.by(torrent.btih(), 5_001)).contains("5:peers").contains(seeder);
        assertThat(Announces.by(torrent.btmh().truncated(), 5_002)).contains(seeder);
    }

    @Test
    void peersOfBothHashesMeetUntilTheyLeave() throws Exception {
        CrateTorrent torrent = publish("meeting");
        String first = peer("127.0.0.1", 5_003);
        String second = peer("127.0.0.1", 5_004);
        assertThat(Announces.by(torrent.btih(), 5_003)).doesNotContain(first);

        assertThat(Announces.by(torrent.btmh().truncated(), 5_004))
                .contains(first)
                .doesNotContain(second);
        Announces.by(torrent.btih(), 5_003, "event=stopped");

        assertThat(Announces.by(torrent.btih(), 5_005)).contains(second).doesNotContain(first);
    }

    @Test
    void theCompanionIsASwarmOfItsOwn() throws Exception {
        CrateTorrent torrent = publish("companion");
        Btih companion = Btih.ofInfoDict(torrent.companionInfoDict());
        Announces.by(torrent.btih(), 5_006);

        assertThat(Announces.by(companion, 5_007))
                .contains("5:peers0:")
                .contains("10:incompletei1e");
    }

    @Test
    void anUnknownTorrentIsRefusedInWords() throws Exception {
        assertThat(Announces.by(Btih.of("ab".repeat(20)), 5_008)).startsWith("d14:failure reason");
        assertThat(get("/announce?info_hash=short").asString()).contains("info_hash");
        assertThat(get("/announce").statusCode()).isEqualTo(200);
    }

    private CrateTorrent publish(String name) throws IOException {
        SampleCrate crate = Crates.crate(name);
        pipeline.publish(crate, 1);
        pipeline.beat();
        await().atMost(PATIENCE)
                .until(
                        () ->
                                get("/api/v1/crates/" + name + "/1.0.0").statusCode() == 200
                                        && get("/api/v1/crates/" + name + "/1.0.0")
                                                        .jsonPath()
                                                        .getInt("seeders")
                                                == 1);
        return Crates.torrent(crate);
    }

    private static String peer(String host, int port) throws IOException {
        byte[] address = InetAddress.getByName(host).getAddress();
        byte[] peer = {
            address[0], address[1], address[2], address[3], (byte) (port >> 8), (byte) port
        };
        return new String(peer, ISO_8859_1);
    }
}
