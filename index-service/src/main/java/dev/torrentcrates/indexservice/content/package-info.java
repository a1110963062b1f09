/** The crates themselves, and their torrents, out of object storage and by parts. */
@NullMarked
package dev.torrentcrates.indexservice.content;

import org.jspecify.annotations.NullMarked;
