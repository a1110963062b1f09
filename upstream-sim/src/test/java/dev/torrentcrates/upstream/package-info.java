/** Tests of the simulation as others use it: over git, HTTP and cargo. */
@NullMarked
package dev.torrentcrates.upstream;

import org.jspecify.annotations.NullMarked;
