package dev.torrentcrates.cargotorrent.daemon;

import dev.torrentcrates.cargotorrent.crates.CrateDownloads;
import dev.torrentcrates.cargotorrent.crates.FetchOutcome;
import dev.torrentcrates.cargotorrent.crates.WantedCrate;
import dev.torrentcrates.cargotorrent.index.CrateIndex;
import dev.torrentcrates.cargotorrent.index.IndexAnswer;
import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.index.IndexPath;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the daemon answers to a GET. 404 is for what does not exist and for nothing else: cargo
 * takes it for the truth, while it comes again after a 503. Thread-safe; calls block.
 */
final class Answers {
    private static final System.Logger LOG = System.getLogger(Answers.class.getName());

    /** Cargo gives up after 30 s without a byte; by then our words have reached it. */
    private static final Duration CRATE_PATIENCE = Duration.ofSeconds(25);

    private static final String INDEX = "/index/";
    private static final String CRATES = "/crates/";

    private final CrateIndex index;
    private final CrateDownloads crates;
    private final Supplier<String> config;
    private final Supplier<String> status;

    /**
     * Answers.
     *
     * @param config the JSON of {@code config.json}
     * @param status the JSON of {@code /status}
     */
    Answers(
            CrateIndex index,
            CrateDownloads crates,
            Supplier<String> config,
            Supplier<String> status) {
        this.index = index;
        this.crates = crates;
        this.config = config;
        this.status = status;
    }

    /**
     * Answers a request.
     *
     * @param path as it was sent; nothing that is valid here needs escaping but a plus sign
     * @param ifNoneMatch the header of that name
     */
    Reply get(String path, @Nullable String ifNoneMatch) {
        try {
            if (path.startsWith(INDEX)) {
                return index(path.substring(INDEX.length()), ifNoneMatch);
            }
            if (path.startsWith(CRATES)) {
                return crate(path.substring(CRATES.length()).replace("%2B", "+"));
            }
            return switch (path) {
                case "/status" -> Reply.json(status.get());
                case "/health" -> Reply.json("{\"status\":\"UP\"}");
                case "/" -> Reply.words(200, "This is cargo-torrent. See /status.");
                default -> Reply.words(404, "here are /index/, /crates/, /status and /health");
            };
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "answering " + path, e);
            return Reply.words(500, "the daemon's own disk fails: " + e);
        }
    }

    private Reply index(String path, @Nullable String ifNoneMatch) throws IOException {
        if (path.equals("config.json")) {
            return Reply.json(config.get());
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        CrateName crate;
        try {
            crate = CrateName.of(name);
        } catch (IllegalArgumentException e) {
            return Reply.words(404, String.valueOf(e.getMessage()));
        }
        if (!IndexPath.of(crate).equals(path)) {
            return Reply.words(404, "the index has " + crate + " at " + IndexPath.of(crate));
        }
        return switch (index.file(crate)) {
            case IndexAnswer.Absent _ -> Reply.words(404, "there is no crate " + crate);
            case IndexAnswer.Unknown(var words) -> Reply.words(503, words);
            case IndexAnswer.Found(var content, var etag) ->
                    matches(ifNoneMatch, etag)
                            ? new Reply.NotModified(etag)
                            : new Reply.Bytes(200, "text/plain", etag, content);
        };
    }

    private Reply crate(String path) throws IOException {
        String[] parts = path.split("/", -1);
        if (parts.length != 4 || !parts[3].equals("download")) {
            return Reply.words(404, "a crate is at /crates/{crate}/{version}/{cksum}/download");
        }
        WantedCrate wanted;
        try {
            wanted =
                    new WantedCrate(
                            CrateName.of(parts[0]), CrateVersion.of(parts[1]), Sha256.of(parts[2]));
        } catch (IllegalArgumentException e) {
            return Reply.words(404, String.valueOf(e.getMessage()));
        }
        return switch (crates.fetch(wanted, CRATE_PATIENCE)) {
            case FetchOutcome.Ready(var file, _) -> new Reply.Crate(file);
            case FetchOutcome.Absent _ ->
                    Reply.words(
                            404,
                            "the index has no %s with the cksum %s"
                                    .formatted(wanted, wanted.cksum()));
            case FetchOutcome.Unavailable(var words) -> Reply.words(503, words);
            case FetchOutcome.Failed(var words) -> Reply.words(500, words);
        };
    }

    /** The comparison of RFC 9110 for this header is the weak one. */
    private static boolean matches(@Nullable String ifNoneMatch, String etag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(String::strip)
                        .map(known -> known.startsWith("W/") ? known.substring(2) : known)
                        .anyMatch(known -> known.equals(etag) || known.equals("*"));
    }
}
