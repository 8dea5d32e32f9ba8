package io.grantkeeper.aws.secrets;

/** A credential cannot be had; the message names connection, field and fix, and never a value. */
public final class SecretUnavailableException extends RuntimeException {
    SecretUnavailableException(String field, String problem) {
        super(field + ": " + problem);
    }
}
