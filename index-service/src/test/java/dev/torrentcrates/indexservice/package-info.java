@NullMarked
package dev.torrentcrates.indexservice;

import org.jspecify.annotations.NullMarked;
