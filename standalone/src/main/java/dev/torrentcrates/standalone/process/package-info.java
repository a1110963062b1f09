/** The project's programs as processes of their own: where they are, starting and ending them. */
@NullMarked
package dev.torrentcrates.standalone.process;

import org.jspecify.annotations.NullMarked;
