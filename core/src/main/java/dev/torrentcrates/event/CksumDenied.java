package dev.torrentcrates.event;

import dev.torrentcrates.crate.Sha256;
import java.time.Instant;

/**
 * An operator denied some content, for good, whatever its name.
 *
 * @param reason in the operator's words
 */
public record CksumDenied(Sha256 cksum, String reason, Instant time) implements Event {
    @Override
    public String partitionKey() {
        return cksum.hex();
    }
}
