@NullMarked
package dev.torrentcrates.indexservice.fold;

import org.jspecify.annotations.NullMarked;
