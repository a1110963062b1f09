/**
 * Publishes the index: a sparse index for cargo whose lines carry their torrents, a REST API, the
 * crates themselves as web seeds, and a tracker.
 *
 * <p>Everything in it follows from the event log, read from its beginning at each start. Once it
 * was read, the service answers whether Kafka is there or not.
 */
@NullMarked
package dev.torrentcrates.indexservice;

import org.jspecify.annotations.NullMarked;
