/** Made-up crate files: as many and as large as wanted, on disk and over HTTP. */
@NullMarked
package dev.torrentcrates.bench.crates;

import org.jspecify.annotations.NullMarked;
