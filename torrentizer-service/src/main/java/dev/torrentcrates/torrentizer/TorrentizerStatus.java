package dev.torrentcrates.torrentizer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.torrentcrates.torrentizer.progress.Counts;
import java.net.URI;
import java.util.Optional;

/**
 * What the torrentizer does at the moment; flat as JSON.
 *
 * @param upstream the sparse index whose crate files are fetched
 * @param trouble what it waits for, in words for an operator
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record TorrentizerStatus(
        URI upstream,
        @JsonUnwrapped Counts.Versions versions,
        @JsonUnwrapped Counts.Events events,
        Optional<String> trouble) {}
