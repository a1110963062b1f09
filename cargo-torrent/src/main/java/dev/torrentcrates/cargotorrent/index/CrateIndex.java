package dev.torrentcrates.cargotorrent.index;

import dev.torrentcrates.cargotorrent.remote.FileAnswer;
import dev.torrentcrates.cargotorrent.remote.RemoteFiles;
import dev.torrentcrates.crate.CrateName;
import dev.torrentcrates.crate.CrateVersion;
import dev.torrentcrates.crate.Sha256;
import dev.torrentcrates.index.IndexLine;
import dev.torrentcrates.index.IndexPath;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The merged index. Thread-safe; each call blocks. */
public final class CrateIndex {
    private static final System.Logger LOG = System.getLogger(CrateIndex.class.getName());

    /** One line a version; a misconfigured index service does not fill the log. */
    private static final int MAX_REPORTED_CONFLICTS = 1000;

    /** Where upstream says nothing the index service's own patience is the bound; this is above. */
    private static final Duration ALONE = Duration.ofSeconds(30);

    private final RemoteFiles upstream;
    private final RemoteFiles service;
    private final Duration serviceGrace;
    private final KnownFiles files;
    private final Executor threads;
    private final RecentFiles recent = new RecentFiles(RecentFiles.MAX_BYTES);
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    /**
     * An index of two sources.
     *
     * @param serviceGrace how long the index service is waited for once upstream has answered
     * @param files what was seen before
     * @param threads for requests that block
     */
    public CrateIndex(
            RemoteFiles upstream,
            RemoteFiles service,
            Duration serviceGrace,
            KnownFiles files,
            Executor threads) {
        this.upstream = upstream;
        this.service = service;
        this.serviceGrace = serviceGrace;
        this.files = files;
        this.threads = threads;
    }

    /** What came of asking both; no view where nothing is known. */
    private record Asked(FileAnswer upstream, @Nullable CrateFileView view) {}

    /** The crate's file, after both sources were asked. */
    public IndexAnswer file(CrateName crate) throws IOException {
        Asked asked = ask(crate);
        CrateFileView view = asked.view();
        if (view != null) {
            return new IndexAnswer.Found(view.merged().content(), view.etag());
        }
        return asked.upstream() instanceof FileAnswer.Unreachable(var reason)
                ? new IndexAnswer.Unknown(
                        "nothing is known of the crate " + crate + " here, and " + reason)
                : new IndexAnswer.Absent();
    }

    /** The line of exactly this content as it was seen last; where it never was, both are asked. */
    public LineAnswer line(CrateName crate, CrateVersion version, Sha256 cksum) throws IOException {
        CrateFileView seen = view(IndexPath.of(crate));
        Optional<IndexLine> line = seen == null ? Optional.empty() : seen.line(version, cksum);
        return line.isPresent()
                ? new LineAnswer.Found(line.get())
                : newestLine(crate, version, cksum);
    }

    /** The line of exactly this content, after both sources were asked. */
    public LineAnswer newestLine(CrateName crate, CrateVersion version, Sha256 cksum)
            throws IOException {
        Asked asked = ask(crate);
        CrateFileView view = asked.view();
        Optional<IndexLine> line = view == null ? Optional.empty() : view.line(version, cksum);
        if (line.isPresent()) {
            return new LineAnswer.Found(line.get());
        }
        return asked.upstream() instanceof FileAnswer.Unreachable(var reason)
                ? new LineAnswer.Unknown(
                        crate + " " + version + " is not in the index last seen, and " + reason)
                : new LineAnswer.Absent();
    }

    private Asked ask(CrateName crate) throws IOException {
        String path = IndexPath.of(crate);
        CrateFileView before = view(path);
        KnownFile known = before == null ? KnownFile.NOTHING : before.known();
        CompletableFuture<FileAnswer> fromService =
                CompletableFuture.supplyAsync(() -> askService(path, known), threads);
        FileAnswer fromUpstream = askUpstream(path, known);
        boolean alone = fromUpstream instanceof FileAnswer.Unreachable;
        KnownFile after =
                known.after(fromUpstream, inTime(fromService, alone ? ALONE : serviceGrace));
        if (after.isSameAs(known)) {
            return new Asked(fromUpstream, before);
        }
        CrateFileView view = CrateFileView.of(path, after).orElse(null);
        keep(path, before, view);
        if (view != null) {
            report(view);
        }
        return new Asked(fromUpstream, view);
    }

    private FileAnswer askUpstream(String path, KnownFile known) {
        String trouble = upstream.trouble();
        return trouble != null && known.upstream() != null
                ? new FileAnswer.Unreachable(trouble)
                : upstream.ask(path, known.validators());
    }

    private FileAnswer askService(String path, KnownFile known) {
        String trouble = service.trouble();
        return trouble != null
                ? new FileAnswer.Unreachable(trouble)
                : service.ask(path, known.serviceValidators());
    }

    /** Cargo does not wait for torrents longer than it would for crates without. */
    private static FileAnswer inTime(CompletableFuture<FileAnswer> fromService, Duration grace) {
        try {
            return fromService.get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new FileAnswer.Unreachable("the index service is slower than upstream");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new FileAnswer.Unreachable("stopped");
        } catch (ExecutionException e) {
            throw new IllegalStateException("asking the index service", e.getCause());
        }
    }

    private @Nullable CrateFileView view(String path) throws IOException {
        CrateFileView view = recent.get(path);
        if (view == null) {
            view = CrateFileView.of(path, files.read(path)).orElse(null);
            if (view != null) {
                recent.put(path, view);
            }
        }
        return view;
    }

    private void keep(String path, @Nullable CrateFileView before, @Nullable CrateFileView view)
            throws IOException {
        if (view != null) {
            recent.put(path, view);
            files.write(path, view.known());
        } else if (before != null) {
            recent.remove(path);
            files.write(path, KnownFile.NOTHING);
        }
    }

    private void report(CrateFileView view) {
        for (IndexMerge.Conflict conflict : view.merged().conflicts()) {
            String once = conflict.upstream().cksum().hex() + conflict.offered();
            if (reported.size() < MAX_REPORTED_CONFLICTS && reported.add(once)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0}: upstream has the cksum {1}, the index service {2}; its torrent is"
                                + " not used",
                        conflict.upstream(),
                        conflict.upstream().cksum(),
                        conflict.offered());
            }
        }
    }
}
