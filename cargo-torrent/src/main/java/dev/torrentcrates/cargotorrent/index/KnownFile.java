package dev.torrentcrates.cargotorrent.index;

import dev.torrentcrates.cargotorrent.remote.FileAnswer;
import dev.torrentcrates.cargotorrent.remote.Validators;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was last seen of a crate's index file. The contents are not to be changed.
 *
 * @param upstream upstream's file, null where it was never seen or is there no more
 * @param validators of upstream's file
 * @param service the index service's file, null where it has none or was never seen
 * @param serviceValidators of the index service's file
 */
public record KnownFile(
        byte @Nullable [] upstream,
        Validators validators,
        byte @Nullable [] service,
        Validators serviceValidators) {
    /** Nothing was ever seen. */
    public static final KnownFile NOTHING =
            new KnownFile(null, Validators.NONE, null, Validators.NONE);

    /** What is known after both were asked. An answer that says nothing changes nothing. */
    public KnownFile after(FileAnswer upstreamAnswer, FileAnswer serviceAnswer) {
        return switch (upstreamAnswer) {
            case FileAnswer.Fresh(var content, var fresh) ->
                    new KnownFile(content, fresh, service, serviceValidators).after(serviceAnswer);
            case FileAnswer.Unchanged _, FileAnswer.Unreachable _ -> after(serviceAnswer);
            // Deleted, or never there: what the index service may still say does not count.
            case FileAnswer.Absent _ -> NOTHING;
        };
    }

    private KnownFile after(FileAnswer serviceAnswer) {
        return switch (serviceAnswer) {
            case FileAnswer.Fresh(var content, var fresh) ->
                    new KnownFile(upstream, validators, content, fresh);
            case FileAnswer.Unchanged _, FileAnswer.Unreachable _ -> this;
            case FileAnswer.Absent _ ->
                    service == null
                            ? this
                            : new KnownFile(upstream, validators, null, Validators.NONE);
        };
    }

    /** Whether the other one holds the same bytes and validators. */
    public boolean isSameAs(KnownFile other) {
        return Arrays.equals(upstream, other.upstream)
                && Arrays.equals(service, other.service)
                && validators.equals(other.validators)
                && serviceValidators.equals(other.serviceValidators);
    }

    /**
     * The file as cargo is given it: upstream's with torrents, else the index service's as it is.
     */
    public Optional<IndexMerge.Merged> merged(String path) {
        if (upstream != null) {
            byte[] offers = service == null ? new byte[0] : service;
            return Optional.of(IndexMerge.merge(path, upstream, offers));
        }
        return Optional.ofNullable(service)
                .map(content -> new IndexMerge.Merged(content, List.of()));
    }
}
