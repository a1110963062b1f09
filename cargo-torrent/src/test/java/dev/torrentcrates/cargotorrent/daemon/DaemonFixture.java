package dev.torrentcrates.cargotorrent.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.torrentcrates.cargotorrent.crates.Reach;
import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.index.IndexPath;
import dev.torrentcrates.swarm.Swarm;
import dev.torrentcrates.swarm.SwarmSettings;
import dev.torrentcrates.swarm.libtorrent.LibtorrentSwarm;
import dev.torrentcrates.torrent.CrateTorrent;
import dev.torrentcrates.torrent.TorrentRecipe;
import dev.torrentcrates.upstream.UpstreamSim;
import dev.torrentcrates.upstream.sample.SampleCrate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An upstream, an index service, a peer, and a daemon that is given them. */
abstract class DaemonFixture {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir Path folder;
    final Deque<AutoCloseable> opened = new ArrayDeque<>();
    final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    UpstreamSim upstream;
    StubIndexService service;
    Daemon daemon;

    @BeforeEach
    final void start() throws IOException {
        opened.push(client);
        upstream = opened(UpstreamSim.start(folder.resolve("upstream")));
        service = opened(new StubIndexService());
        daemon = opened(startDaemon(Reach.EVERYBODY));
    }

    @AfterEach
    final void closeAll() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    final <T extends AutoCloseable> T opened(T resource) {
        opened.push(resource);
        return resource;
    }

    final Daemon startDaemon(Reach reach) throws IOException {
        return Daemon.start(settings(reach, folder.resolve("home")));
    }

    final DaemonSettings settings(Reach reach, Path home) {
        return new DaemonSettings(
                ListenAddress.parse("127.0.0.1:0"),
                home,
                DaemonSettings.Servers.of(
                        upstream.indexUrl().toString(), service.url().toString(), reach),
                0);
    }

    final void restart(Reach reach) throws IOException {
        daemon.close();
        daemon = opened(startDaemon(reach));
    }

    /** The index service has a torrent of the crate. Nobody seeds it by that. */
    final CrateTorrent offer(SampleCrate crate) {
        CrateTorrent torrent = TorrentRecipe.of(crate.name(), crate.version(), crate.content());
        IndexLine line =
                IndexLine.parse(upstream.line(crate.name().value(), crate.version().value()));
        service.publish(crate.name(), line.withTorrent(torrent.entry()));
        return torrent;
    }

    /** A peer that seeds the crate and has told the tracker. */
    final Swarm seed(SampleCrate crate) throws IOException {
        return seed(List.of(crate));
    }

    /** A peer that seeds the crates and has told the tracker of each. */
    final Swarm seed(List<SampleCrate> crates) throws IOException {
        Path seeds = Files.createDirectories(folder.resolve("seeds"));
        Swarm peer = opened(LibtorrentSwarm.start(SwarmSettings.onLoopback()));
        for (SampleCrate crate : crates) {
            CrateTorrent torrent = TorrentRecipe.of(crate.name(), crate.version(), crate.content());
            Files.write(seeds.resolve(torrent.fileName()), crate.content());
            peer.seed(torrent, seeds, List.of(service.tracker()));
            await().pollInterval(Duration.ofMillis(5))
                    .atMost(PATIENCE)
                    .until(() -> service.peers(torrent.btih()) > 0);
        }
        return peer;
    }

    final HttpResponse<byte[]> index(String crate) throws IOException, InterruptedException {
        return get("/index/" + IndexPath.of(CrateName.of(crate)));
    }

    final HttpResponse<byte[]> crate(SampleCrate crate) throws IOException, InterruptedException {
        return get(path(crate));
    }

    static String path(SampleCrate crate) {
        return "/crates/%s/%s/%s/download".formatted(crate.name(), crate.version(), crate.cksum());
    }

    final HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(url(path)).timeout(PATIENCE).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    final URI url(String path) {
        return daemon.address().url().resolve(path);
    }

    final JsonNode status() throws IOException, InterruptedException {
        return JsonMapper.builder().build().readTree(get("/status").body());
    }

    static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), UTF_8);
    }

    /** How many bytes of crates came from where. */
    final void assertBytes(long peers, long webSeeds, long upstreams)
            throws IOException, InterruptedException {
        JsonNode bytes = status().path("bytes");
        assertThat(bytes.path("peers").asLong(-1)).as("from peers").isEqualTo(peers);
        assertThat(bytes.path("web_seeds").asLong(-1)).as("from web seeds").isEqualTo(webSeeds);
        assertThat(bytes.path("upstream").asLong(-1)).as("from upstream").isEqualTo(upstreams);
    }
}
