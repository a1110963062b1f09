/**
 * The event log on Kafka: topics created and checked, events written and read as CloudEvents in
 * binary mode. The only place that knows Kafka's client.
 *
 * <p>What is promised: {@link EventProducer} and {@link TransactionalProducer} return when the
 * brokers have the events; readers see only committed transactions; a broker that is away is waited
 * for, and nothing is skipped. What is not: that an event comes once. Appliers are idempotent.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">CloudEvents'
 *     Kafka binding</a>
 */
@NullMarked
package dev.torrentcrates.eventlog;

import org.jspecify.annotations.NullMarked;
