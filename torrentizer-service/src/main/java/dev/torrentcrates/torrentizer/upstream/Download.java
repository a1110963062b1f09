package dev.torrentcrates.torrentizer.upstream;

import dev.torrentcrates.torrentizer.upstream.http.Answer;
import java.time.Duration;

/**
 * How a download went, for those who measure. What ended with the thread, or with this machine's
 * disk, is none.
 *
 * @param toHeaders from the request, not from when it was our turn; nothing where none came
 * @param whole until the end of the body, not counting what was done with the bytes
 * @param bytes of the body that came
 */
public record Download(Outcome outcome, Duration toHeaders, Duration whole, long bytes) {
    /** What came of it. */
    public enum Outcome {
        /** As {@link Fetched.Content}. */
        CONTENT,
        /** As {@link Fetched.Missing}. */
        MISSING,
        /** As {@link Fetched.Mismatch}. */
        MISMATCH,
        /** As {@link Fetched.LengthRefused}. */
        LENGTH_REFUSED,
        /** As {@link Fetched.Unavailable}, after headers. */
        UNAVAILABLE,
        /** As {@link Fetched.Unavailable}, without any. */
        UNANSWERED
    }

    static Download of(Fetched fetched, Answer answer) {
        Outcome outcome =
                switch (fetched) {
                    case Fetched.Content _ -> Outcome.CONTENT;
                    case Fetched.Missing _ -> Outcome.MISSING;
                    case Fetched.Mismatch _ -> Outcome.MISMATCH;
                    case Fetched.LengthRefused _ -> Outcome.LENGTH_REFUSED;
                    case Fetched.Unavailable _ -> Outcome.UNAVAILABLE;
                };
        return new Download(outcome, answer.toHeaders(), answer.waited(), answer.received());
    }

    static Download unanswered() {
        return new Download(Outcome.UNANSWERED, Duration.ZERO, Duration.ZERO, 0);
    }
}
