/**
 * What readers see: pictures of crates that are never altered, only replaced. Reading never waits,
 * in any thread.
 */
@NullMarked
package dev.torrentcrates.indexservice.view;

import org.jspecify.annotations.NullMarked;
