/**
 * A Kafka broker and an S3 server inside this JVM, so that everything runs without a container
 * engine or a second program: {@code standalone} lives on them, and tests use them as the real
 * thing that they are.
 *
 * <p>Both listen on loopback alone, keep all their data in the folder they are given, and may be
 * killed at any time: they start again with what was there. Neither is meant for a cluster.
 */
@NullMarked
package dev.torrentcrates.embedded;

import org.jspecify.annotations.NullMarked;
