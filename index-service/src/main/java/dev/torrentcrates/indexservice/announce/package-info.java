/** Where announces come in: the one place of this service that knows the HTTP server's types. */
@NullMarked
package dev.torrentcrates.indexservice.announce;

import org.jspecify.annotations.NullMarked;
