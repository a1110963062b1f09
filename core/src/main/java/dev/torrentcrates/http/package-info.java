/** What HTTP's headers say, to those who ask over it. Pure: no requests are made here. */
@NullMarked
package dev.torrentcrates.http;

import org.jspecify.annotations.NullMarked;
