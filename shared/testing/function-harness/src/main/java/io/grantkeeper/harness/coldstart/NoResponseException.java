package io.grantkeeper.harness.coldstart;

/** Thrown when a function that the benchmark measures does not respond. */
final class NoResponseException extends Exception {
    NoResponseException(String message) {
        super(message);
    }
}
