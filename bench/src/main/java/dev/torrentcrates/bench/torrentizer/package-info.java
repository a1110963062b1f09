/**
 * How fast the torrentizer is, from index events to torrent events, beside a loop that only stores
 * the same objects; and how much memory it needs where many downloads are on their way.
 */
@NullMarked
package dev.torrentcrates.bench.torrentizer;

import org.jspecify.annotations.NullMarked;
