@NullMarked
package dev.torrentcrates.storage;

import org.jspecify.annotations.NullMarked;
