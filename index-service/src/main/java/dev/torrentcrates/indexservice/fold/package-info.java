/**
 * From the log to what the published index shows: pure, but for {@code Fold}, which keeps the state
 * and is for one thread. Who applies the same records ends with the same bytes.
 */
@NullMarked
package dev.torrentcrates.indexservice.fold;

import org.jspecify.annotations.NullMarked;
