@NullMarked
package dev.torrentcrates.indexservice.content;

import org.jspecify.annotations.NullMarked;
