package io.grantkeeper.aws.secrets;

/** A credential cannot be had; the message names connection, field and fix, and never a value. */
public final class SecretUnavailableException extends RuntimeException {
    private final boolean temporary;

    SecretUnavailableException(String field, String problem) {
        this(field, problem, false);
    }

    private SecretUnavailableException(String field, String problem, boolean temporary) {
        super(field + ": " + problem);
        this.temporary = temporary;
    }

    static SecretUnavailableException forNow(String field, String problem) {
        return new SecretUnavailableException(field, problem, true);
    }

    /** Whether trying again later may do: where it is kept cannot be reached for now, and nothing need be mended. */
    public boolean isTemporary() {
        return temporary;
    }
}
