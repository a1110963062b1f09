package dev.torrentcrates.watcher;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * What the watcher does at the moment.
 *
 * @param index the URL of upstream's index
 * @param commit upstream's, up to which everything is published
 * @param committed when that was made
 * @param events how many were published since the start
 * @param trouble why the last look failed, in words for an operator
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record WatcherStatus(
        String registry,
        String index,
        Optional<String> commit,
        Optional<Instant> committed,
        long events,
        Optional<String> trouble) {}
