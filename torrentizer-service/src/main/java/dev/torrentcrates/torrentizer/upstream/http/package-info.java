/** How upstream is asked over HTTP: politely, for answers that come in time or not at all. */
@NullMarked
package dev.torrentcrates.torrentizer.upstream.http;

import org.jspecify.annotations.NullMarked;
