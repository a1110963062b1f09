/**
 * What is served over HTTP: the sparse index for cargo, the REST API, torrents, and crates as web
 * seeds.
 *
 * <p>Errors have crates.io's shape, {@code {"errors":[{"detail":"..."}]}}. What does not exist is
 * 404; so is a name or version that no crate could have, since cargo takes nothing else for "no
 * such crate". Until the log was read, and while storage is away, the answer is 503 with {@code
 * Retry-After}.
 *
 * @see <a
 *     href="https://doc.rust-lang.org/cargo/reference/registry-index.html#sparse-protocol">Sparse
 *     protocol</a>
 */
@NullMarked
package dev.torrentcrates.indexservice.http;

import org.jspecify.annotations.NullMarked;
