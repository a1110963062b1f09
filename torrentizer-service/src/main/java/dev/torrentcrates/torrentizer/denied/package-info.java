/** What operators do not want to be built, and their word on it. */
@NullMarked
package dev.torrentcrates.torrentizer.denied;

import org.jspecify.annotations.NullMarked;
