package io.grantkeeper.authzen;

/** Finds out who asks. */
@FunctionalInterface
public interface CallerAuthentication {
    Outcome authenticate(HttpCall call);

    /** What a call's credentials are good for. */
    sealed interface Outcome {
        record Known(Caller caller) implements Outcome {}

        /**
         * Nobody we know.
         *
         * @param challenge the value of {@code WWW-Authenticate}
         * @param message for the caller; never quotes what it sent
         */
        record Unknown(String challenge, String message) implements Outcome {}

        /** Who it is cannot be found out now, for example because the issuer's keys cannot be read. */
        record Unavailable(String message) implements Outcome {}
    }
}
