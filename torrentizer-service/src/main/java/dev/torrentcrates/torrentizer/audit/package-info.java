/** Whether storage still holds what was built, and what is done where it does not. */
@NullMarked
package dev.torrentcrates.torrentizer.audit;

import org.jspecify.annotations.NullMarked;
