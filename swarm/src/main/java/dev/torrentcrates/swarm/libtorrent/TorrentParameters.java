package dev.torrentcrates.swarm.libtorrent;

import dev.torrentcrates.swarm.Discovery;
import dev.torrentcrates.swarm.Sources;
import dev.torrentcrates.torrent.CrateTorrent;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.address;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.string_vector;
import org.libtorrent4j.swig.tcp_endpoint;
import org.libtorrent4j.swig.tcp_endpoint_vector;
import org.libtorrent4j.swig.torrent_flags_t;
import org.libtorrent4j.swig.torrent_info;

/** What libtorrent is told of a torrent that it shall hold. The callers delete what they get. */
final class TorrentParameters {
    private TorrentParameters() {}

    /** For a torrent whose file is to be fetched into the folder. */
    static add_torrent_params download(
            CrateTorrent torrent, Path folder, Sources sources, Set<Discovery> discovery) {
        add_torrent_params parameters = parameters(torrent, folder, discovery);
        parameters.setTrackers(texts(sources.trackers()));
        parameters.setUrl_seeds(texts(sources.webSeeds()));
        tcp_endpoint_vector peers = new tcp_endpoint_vector();
        for (InetSocketAddress peer : sources.peers()) {
            tcp_endpoint endpoint = endpoint(peer);
            if (endpoint != null) {
                peers.add(endpoint);
            }
        }
        parameters.setPeers(peers);
        return parameters;
    }

    /** For a torrent whose file is whole. Seed mode: a piece is hashed when it is first asked. */
    static add_torrent_params seed(
            CrateTorrent torrent, Path folder, List<URI> trackers, Set<Discovery> discovery) {
        add_torrent_params parameters = parameters(torrent, folder, discovery);
        parameters.setFlags(
                parameters
                        .getFlags()
                        .or_(libtorrent.getSeed_mode())
                        .or_(libtorrent.getNo_verify_files()));
        parameters.setTrackers(texts(trackers));
        return parameters;
    }

    /** The peer's address for libtorrent, null where its name was not resolved. */
    static @Nullable tcp_endpoint endpoint(InetSocketAddress peer) {
        InetAddress inet = peer.getAddress();
        if (inet == null) {
            return null;
        }
        error_code error = new error_code();
        return new tcp_endpoint(address.from_string(inet.getHostAddress(), error), peer.getPort());
    }

    /** The torrent as libtorrent reads it. */
    static torrent_info info(CrateTorrent torrent) {
        byte[] file = torrent.isComplete() ? torrent.torrentFile() : withoutLayers(torrent);
        error_code error = new error_code();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(file.length);
            memory.asByteBuffer().put(file);
            torrent_info info = new torrent_info(memory.address(), file.length, error);
            if (error.failed()) {
                throw new IllegalArgumentException(
                        "libtorrent refuses the torrent of "
                                + torrent.fileName()
                                + ": "
                                + error.message());
            }
            return info;
        }
    }

    /**
     * The info dict alone. libtorrent 2.0.6 takes it, and asks peers for the piece layers that are
     * not there; a piece is checked by its SHA-1 and, as soon as it can be, by the layers.
     */
    private static byte[] withoutLayers(CrateTorrent torrent) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("d4:info".getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(torrent.infoDict());
        file.write('e');
        return file.toByteArray();
    }

    private static add_torrent_params parameters(
            CrateTorrent torrent, Path folder, Set<Discovery> discovery) {
        add_torrent_params parameters = new add_torrent_params();
        torrent_info info = info(torrent);
        parameters.set_ti(info);
        info.delete();
        parameters.setSave_path(folder.toAbsolutePath().toString());
        // None of libtorrent's own: they are for its queue, which would pause what we seed.
        torrent_flags_t flags = libtorrent.getDuplicate_is_error();
        if (!discovery.contains(Discovery.DHT)) {
            flags = flags.or_(libtorrent.getDisable_dht());
        }
        if (!discovery.contains(Discovery.LOCAL_SERVICE_DISCOVERY)) {
            flags = flags.or_(libtorrent.getDisable_lsd());
        }
        if (!discovery.contains(Discovery.PEER_EXCHANGE)) {
            flags = flags.or_(libtorrent.getDisable_pex());
        }
        parameters.setFlags(flags);
        return parameters;
    }

    private static string_vector texts(List<URI> addresses) {
        return new string_vector(addresses.stream().map(URI::toString).toList());
    }
}
