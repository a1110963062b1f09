@NullMarked
package dev.torrentcrates.upstream.sparse;

import org.jspecify.annotations.NullMarked;
