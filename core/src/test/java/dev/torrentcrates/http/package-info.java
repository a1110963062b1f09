@NullMarked
package dev.torrentcrates.http;

import org.jspecify.annotations.NullMarked;
