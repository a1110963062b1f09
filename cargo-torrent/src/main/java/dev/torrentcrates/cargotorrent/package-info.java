/**
 * The daemon that gives an unmodified cargo a registry on localhost, and its command line.
 *
 * <p>{@code command} reads the command line, {@code daemon} puts the parts together and speaks
 * HTTP, {@code index} gives index files, {@code crates} gives crate files, {@code remote} asks
 * other servers, and {@code setup} writes cargo's configuration.
 */
@NullMarked
package dev.torrentcrates.cargotorrent;

import org.jspecify.annotations.NullMarked;
