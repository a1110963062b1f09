/**
 * The crate torrent recipe, version 1: which torrent belongs to a {@code .crate} file.
 *
 * <p>The same bytes under the same name give the same infohash, for everyone and for ever; nothing
 * here depends on a clock, a locale or an order of arrival. {@code docs/torrent-recipe.md}
 * describes the recipe for those who implement it elsewhere.
 *
 * @see <a href="https://www.bittorrent.org/beps/bep_0003.html">BEP 3</a>
 * @see <a href="https://www.bittorrent.org/beps/bep_0052.html">BEP 52</a>
 */
@NullMarked
package dev.torrentcrates.torrent;

import org.jspecify.annotations.NullMarked;
