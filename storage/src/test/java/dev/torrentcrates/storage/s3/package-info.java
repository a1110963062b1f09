@NullMarked
package dev.torrentcrates.storage.s3;

import org.jspecify.annotations.NullMarked;
