/**
 * Files of other servers, fetched over HTTP: conditional, bounded in size, in time and in number.
 */
@NullMarked
package dev.torrentcrates.cargotorrent.remote;

import org.jspecify.annotations.NullMarked;
