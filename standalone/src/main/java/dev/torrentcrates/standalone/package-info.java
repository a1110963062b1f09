/**
 * The whole system on one machine: every service in this JVM, with a Kafka broker and an S3 server
 * beside them, and all data in one folder.
 *
 * <p>It is the same code as on a cluster, with the same broker and object storage protocols between
 * the parts; only the processes are fewer.
 */
@NullMarked
package dev.torrentcrates.standalone;

import org.jspecify.annotations.NullMarked;
