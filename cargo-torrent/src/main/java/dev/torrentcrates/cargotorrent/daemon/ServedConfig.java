package dev.torrentcrates.cargotorrent.daemon;

import dev.torrentcrates.cargotorrent.index.RegistryConfig;
import dev.torrentcrates.cargotorrent.index.UpstreamConfig;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The {@code config.json} that cargo is given. Cargo asks for it at each update, so the answer is
 * made of what is known, and upstream is asked behind its back.
 */
final class ServedConfig {
    private static final System.Logger LOG = System.getLogger(ServedConfig.class.getName());

    private final UpstreamConfig upstream;
    private final Executor threads;
    private final AtomicBoolean refreshing = new AtomicBoolean();

    ServedConfig(UpstreamConfig upstream, Executor threads) {
        this.upstream = upstream;
        this.threads = threads;
    }

    /** Crates from here; the web API, where upstream's is known, is upstream's. */
    String json(ListenAddress address) {
        if (upstream.isStale()) {
            refresh();
        }
        RegistryConfig known = upstream.last();
        return new RegistryConfig(
                        address.url() + "/crates/{crate}/{version}/{sha256-checksum}/download",
                        known == null ? null : known.api())
                .json();
    }

    /** Asks upstream in the background. */
    void refresh() {
        if (refreshing.compareAndSet(false, true)) {
            threads.execute(
                    () -> {
                        try {
                            upstream.refresh();
                        } catch (IOException e) {
                            LOG.log(
                                    System.Logger.Level.DEBUG,
                                    "upstream's config.json: {0}",
                                    e.getMessage());
                        } finally {
                            refreshing.set(false);
                        }
                    });
        }
    }
}
