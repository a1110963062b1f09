package dev.torrentcrates.torrentizer;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Gives the service under test its {@link Surroundings}, and short pauses. */
public final class TorrentizedUpstream implements QuarkusTestResourceLifecycleManager {
    /** Of the operators. */
    static final String ADMIN_TOKEN = "the-admins-of-this-test";

    private final Surroundings surroundings;

    /** Starts them. */
    public TorrentizedUpstream() {
        try {
            surroundings = new Surroundings();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        return Map.ofEntries(
                Map.entry("kafka.bootstrap.servers", surroundings.bootstrapServers()),
                Map.entry("torrentizer.upstream.index", surroundings.upstream.indexUrl() + "/"),
                Map.entry("torrentizer.upstream.answer-timeout", "2s"),
                Map.entry("torrentizer.data-folder", downloads()),
                Map.entry("torrentizer.retry.first-delay", "100ms"),
                Map.entry("torrentizer.retry.longest-delay", "500ms"),
                Map.entry("torrentizer.retry.mismatch-give-up-after", "1s"),
                Map.entry("torrentizer.max-crate-size", "1M"),
                Map.entry("torrentizer.admin-token", ADMIN_TOKEN),
                Map.entry("torrentizer.audit.every", "2s"),
                Map.entry("torrentizer.storage.endpoint", surroundings.s3Endpoint().toString()),
                Map.entry("torrentizer.storage.access-key", surroundings.key()),
                Map.entry("torrentizer.storage.secret-key", surroundings.key()),
                Map.entry("torrentizer.storage.bucket", "test-bucket"));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(surroundings, new TestInjector.MatchesType(Surroundings.class));
    }

    @Override
    public void stop() {
        try {
            surroundings.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String downloads() {
        return surroundings.folder().resolve("downloads").toString();
    }
}
