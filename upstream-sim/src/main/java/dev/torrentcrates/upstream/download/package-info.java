/**
 * The crate files: where they lie, how they are served, how serving them is made to fail, and how
 * often they were asked for.
 */
@NullMarked
package dev.torrentcrates.upstream.download;

import org.jspecify.annotations.NullMarked;
