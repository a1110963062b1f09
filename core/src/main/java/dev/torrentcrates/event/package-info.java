/**
 * The events that the services exchange, the topics that carry them, and their one codec.
 *
 * <p>Every change of the index is an upsert of the whole line, applied last-writer-wins by the
 * offset of its index event; so replays, zombies and late builds cannot bring an old line back. Ids
 * are for subscribers outside; nobody here de-duplicates by them. {@code docs/events.md} is the
 * contract.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents
 *     1.0</a>
 */
@NullMarked
package dev.torrentcrates.event;

import org.jspecify.annotations.NullMarked;
