package io.grantkeeper.functions.invoke.coldstart;

/** A function that is to be measured did not answer. */
final class NoAnswerException extends Exception {
    NoAnswerException(String message) {
        super(message);
    }
}
