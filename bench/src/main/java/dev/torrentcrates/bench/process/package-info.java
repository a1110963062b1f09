/** The programs that are measured, each in a process of its own, and what is known of them. */
@NullMarked
package dev.torrentcrates.bench.process;

import org.jspecify.annotations.NullMarked;
