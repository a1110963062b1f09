package dev.torrentcrates.swarm.libtorrent;

import dev.torrentcrates.swarm.Discovery;
import dev.torrentcrates.swarm.SwarmSettings;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.libtorrent4j.swig.alert;
import org.libtorrent4j.swig.session_params;
import org.libtorrent4j.swig.settings_pack;
import org.libtorrent4j.swig.settings_pack.bool_types;
import org.libtorrent4j.swig.settings_pack.int_types;
import org.libtorrent4j.swig.settings_pack.string_types;

/**
 * libtorrent's settings. Its defaults suit a few large files; crates are many and small, so what
 * counts is how fast a torrent starts. The names are libtorrent's own.
 */
final class SessionSettings {
    /** How many ports after the one asked for are tried. */
    static final int PORT_RETRIES = 10;

    private static final int UNLIMITED = -1;

    private final settings_pack pack = new settings_pack();

    private SessionSettings() {}

    /** A session's parameters; the caller deletes them. */
    static session_params of(SwarmSettings settings) {
        SessionSettings session = new SessionSettings();
        session.identity(settings);
        session.discovery(settings);
        session.fastStarts();
        session.manyTorrents();
        session.alerts();
        session_params parameters = new session_params(session.pack);
        session.pack.delete();
        // The default, memory-mapped, disk I/O replaces the JVM's SIGSEGV and SIGBUS handlers: the
        // next implicit null check ends the process without a word.
        parameters.set_posix_disk_io_constructor();
        return parameters;
    }

    private void identity(SwarmSettings settings) {
        set(string_types.user_agent, settings.client().userAgent());
        set(string_types.peer_fingerprint, settings.client().fingerprint());
        set(string_types.listen_interfaces, listenInterface(settings.listen()));
        set(bool_types.listen_system_port_fallback, false);
        set(int_types.max_retry_port_bind, PORT_RETRIES);
        set(int_types.upload_rate_limit, settings.limits().uploadBytesPerSecond());
        set(int_types.download_rate_limit, settings.limits().downloadBytesPerSecond());
    }

    private void discovery(SwarmSettings settings) {
        set(bool_types.enable_dht, settings.discovery().contains(Discovery.DHT));
        set(
                bool_types.enable_lsd,
                settings.discovery().contains(Discovery.LOCAL_SERVICE_DISCOVERY));
        if (!settings.discovery().contains(Discovery.DHT)) {
            set(string_types.dht_bootstrap_nodes, "");
        }
        set(bool_types.enable_upnp, false);
        set(bool_types.enable_natpmp, false);
        set(bool_types.enable_ip_notifier, false);
        // Trackers of a list are copies of one another to libtorrent, which asks one of them; ours
        // know different peers.
        set(bool_types.announce_to_all_trackers, true);
        set(bool_types.announce_to_all_tiers, true);
        // libtorrent's own is five minutes; trackers say themselves how often they want to hear.
        set(int_types.min_announce_interval, 30);
        // Trackers and web seeds are named by others. It lets those on loopback through, as long
        // as a tracker's path is /announce and a web seed has no query string.
        set(bool_types.ssrf_mitigation, true);
        set(bool_types.validate_https_trackers, true);
        set(bool_types.allow_idna, false);
    }

    private void fastStarts() {
        set(bool_types.enable_outgoing_utp, false);
        set(bool_types.enable_incoming_utp, false);
        set(bool_types.smooth_connects, false);
        set(int_types.connection_speed, 2000);
        set(int_types.torrent_connect_boost, 255);
        set(int_types.unchoke_slots_limit, UNLIMITED);
        set(int_types.unchoke_interval, 1);
        set(int_types.min_reconnect_time, 1);
        set(int_types.mixed_mode_algorithm, 0);
        set(int_types.tick_interval, 100);
        set(int_types.request_queue_time, 1);
        set(int_types.stop_tracker_timeout, 1);
        // libtorrent reads a block when the one before is sent, and sends its header alone, without
        // TCP_NODELAY: the rest then waits 40 ms for an acknowledgement. With a whole crate in the
        // buffer it is one write: 50 KB take 8 ms, not 50. At most so much is buffered for a peer.
        set(int_types.send_buffer_low_watermark, 512 * 1024);
        set(int_types.send_buffer_watermark, 1024 * 1024);
    }

    private void manyTorrents() {
        // Behind one address there may be many peers: NAT, a CI farm, loopback.
        set(bool_types.allow_multiple_connections_per_ip, true);
        set(int_types.connections_limit, 10_000);
        set(int_types.listen_queue_size, 1024);
        set(int_types.max_concurrent_http_announces, 1000);
        set(int_types.file_pool_size, 500);
        set(int_types.active_downloads, UNLIMITED);
        set(int_types.active_seeds, UNLIMITED);
        set(int_types.active_checking, UNLIMITED);
        set(int_types.active_limit, UNLIMITED);
        set(int_types.active_tracker_limit, UNLIMITED);
        set(int_types.active_dht_limit, UNLIMITED);
        set(int_types.active_lsd_limit, UNLIMITED);
    }

    private void alerts() {
        int mask =
                alert.error_notification.to_int()
                        | alert.status_notification.to_int()
                        | alert.block_progress_notification.to_int();
        set(int_types.alert_mask, mask);
        // Memory is used as alerts come; a block of 16 KiB makes two, so this is 8 GiB of a crate.
        set(int_types.alert_queue_size, 1_000_000);
    }

    /** {@code address:port}, an IPv6 address in brackets. */
    static String listenInterface(InetSocketAddress listen) {
        InetAddress address = listen.getAddress();
        if (address == null) {
            throw new IllegalArgumentException(
                    "the address to listen on is not known: " + listen.getHostString());
        }
        String host = address.getHostAddress();
        return (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + listen.getPort();
    }

    private void set(bool_types name, boolean value) {
        pack.set_bool(name.swigValue(), value);
    }

    private void set(int_types name, int value) {
        pack.set_int(name.swigValue(), value);
    }

    private void set(string_types name, String value) {
        pack.set_str(name.swigValue(), value);
    }
}
