package dev.torrentcrates.seeder;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Optional;

/**
 * What the seeder does at the moment.
 *
 * @param progress with the event log
 * @param trouble why the last step failed, in words for an operator
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SeederStatus(
        String name,
        String seedSet,
        @JsonUnwrapped @JsonIgnoreProperties("trouble") SeedLoop.Progress progress,
        @JsonUnwrapped Peers swarm,
        Optional<String> trouble) {
    /**
     * The swarm's side.
     *
     * @param torrentPort where peers connect
     * @param peers how many are connected
     * @param uploadedBytes since the start
     */
    public record Peers(int torrentPort, int peers, long uploadedBytes) {}
}
