/**
 * The git repository of the index, written commit by commit as crates.io writes it, and served over
 * smart HTTP. All use of JGit stays in this package.
 */
@NullMarked
package dev.torrentcrates.upstream.git;

import org.jspecify.annotations.NullMarked;
