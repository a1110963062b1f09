@NullMarked
package dev.torrentcrates.upstream.history;

import org.jspecify.annotations.NullMarked;
