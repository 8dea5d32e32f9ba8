package io.grantkeeper.authzen;

import java.time.Duration;

/** Authenticates the callers of the API. */
@FunctionalInterface
public interface CallerAuthentication {
    Outcome authenticate(AuthZenHttpRequest call);

    /** The result of an authentication. */
    sealed interface Outcome {
        record Known(AuthZenCaller caller) implements Outcome {}

        /**
         * The caller is unknown.
         *
         * @param challenge the value of {@code WWW-Authenticate}
         * @param message the message for the caller; it never contains the credentials that the caller sent
         */
        record Unknown(String challenge, String message) implements Outcome {}

        /** The caller is known, but sends too many requests. */
        record Throttled(Duration retryAfter) implements Outcome {}

        /** The caller cannot be authenticated at the moment, for example because the issuer's keys cannot be read. */
        record Unavailable(String message) implements Outcome {}
    }
}
