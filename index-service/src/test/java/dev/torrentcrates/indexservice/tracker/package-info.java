@NullMarked
package dev.torrentcrates.indexservice.tracker;

import org.jspecify.annotations.NullMarked;
