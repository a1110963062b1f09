/**
 * The main job, once, for a person who watches: a commit in an index becomes a crate that cargo
 * builds from peers. Real parts only; the processes are those of {@code up}.
 */
@NullMarked
package dev.torrentcrates.standalone.demo;

import org.jspecify.annotations.NullMarked;
