package dev.torrentcrates.storage.s3;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** How the SDK's answers are awaited, and its errors told apart. */
final class S3Answer {
    private S3Answer() {}

    /** What went wrong at the other end, or on the way there. */
    static final class Failure extends Exception {
        private Failure(Throwable cause) {
            super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
        }

        /** The HTTP status, or 0 where no answer came. */
        int status() {
            return switch (getCause()) {
                case ErrorResponseException e -> e.response().code();
                case ServerException e -> e.statusCode();
                case null, default -> 0;
            };
        }

        /** Whether the key, and not the bucket, is what the server does not have. */
        boolean isNoSuchKey() {
            return getCause() instanceof ErrorResponseException e
                    && e.errorResponse().code().equals("NoSuchKey");
        }

        /** For the caller of the store. The SDK's own text names the request's headers. */
        IOException asIOException(String attempt) {
            String answer = status() == 0 ? "" : " (HTTP status " + status() + ")";
            return new IOException("cannot " + attempt + ": " + getMessage() + answer, getCause());
        }
    }

    /** Waits for an answer; interruptible. */
    static <T> T await(CompletableFuture<T> answer) throws Failure, InterruptedIOException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new Failure(rootOf(e));
        } catch (InterruptedException e) {
            CompletableFuture<Void> _ = answer.thenAccept(S3Answer::release);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for object storage");
        }
    }

    /** An answer that nobody waits for any more must not hold its connection. */
    private static void release(Object answer) {
        if (answer instanceof InputStream stream) {
            try {
                stream.close();
            } catch (IOException e) {
                // The connection is gone, which is all that was wanted.
            }
        }
    }

    private static Throwable rootOf(ExecutionException e) {
        Throwable cause = e;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
