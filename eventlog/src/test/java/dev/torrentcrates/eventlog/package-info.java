@NullMarked
package dev.torrentcrates.eventlog;

import org.jspecify.annotations.NullMarked;
