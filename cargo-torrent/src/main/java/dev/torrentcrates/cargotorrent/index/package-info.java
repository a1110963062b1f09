/**
 * The index that cargo is given: upstream's files, with our torrents in their lines.
 *
 * <p>What was seen last is kept, in memory and on disk, so that it can be given while upstream, the
 * index service or both are away.
 */
@NullMarked
package dev.torrentcrates.cargotorrent.index;

import org.jspecify.annotations.NullMarked;
