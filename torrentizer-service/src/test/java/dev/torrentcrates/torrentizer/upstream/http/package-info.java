@NullMarked
package dev.torrentcrates.torrentizer.upstream.http;

import org.jspecify.annotations.NullMarked;
