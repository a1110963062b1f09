package dev.torrentcrates.torrentizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** By which an operator is known. Thread-safe. */
final class AdminToken {
    private final @Nullable String token;

    /**
     * Knows operators by a token.
     *
     * @param token null where nobody is one
     */
    AdminToken(@Nullable String token) {
        this.token = token;
    }

    /** Somebody may not do this; the message says what is missing. */
    static final class RefusedException extends RuntimeException {
        private RefusedException(String message) {
            super(message);
        }
    }

    /**
     * Lets operators pass. How long it takes does not depend on how much of a token is right.
     *
     * @param authorization the header of that name
     * @throws RefusedException where it is no operator's
     */
    void require(@Nullable String authorization) {
        if (token == null) {
            throw new RefusedException("nobody may do this: set torrentizer.admin-token first");
        }
        byte[] expected = ("Bearer " + token).getBytes(UTF_8);
        byte[] given = authorization == null ? new byte[0] : authorization.getBytes(UTF_8);
        if (!MessageDigest.isEqual(given, expected)) {
            throw new RefusedException("this needs the header Authorization: Bearer <admin token>");
        }
    }
}
