/**
 * The {@link dev.torrentcrates.storage.BlobStore} over S3, with the MinIO SDK. The SDK's types stay
 * in this package.
 */
@NullMarked
package dev.torrentcrates.storage.s3;

import org.jspecify.annotations.NullMarked;
