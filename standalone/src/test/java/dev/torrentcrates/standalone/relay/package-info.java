/** What stands between a process and its servers, and stops it in the middle of a request. */
@NullMarked
package dev.torrentcrates.standalone.relay;

import org.jspecify.annotations.NullMarked;
