@NullMarked
package dev.torrentcrates.seeder;

import org.jspecify.annotations.NullMarked;
