/**
 * A registry's sparse index as a source: its feed says what was published, conditional requests say
 * what a crate's file is now. Polite: a bounded rate, a name with a contact, and as long a pause as
 * the server asks for.
 */
@NullMarked
package dev.torrentcrates.watcher.sparse;

import org.jspecify.annotations.NullMarked;
