/** Histories of an index: made up from a seed, or real, and what they come to in the end. */
@NullMarked
package dev.torrentcrates.upstream.history;

import org.jspecify.annotations.NullMarked;
