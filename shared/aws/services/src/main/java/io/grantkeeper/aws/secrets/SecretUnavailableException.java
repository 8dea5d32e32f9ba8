package io.grantkeeper.aws.secrets;

/**
 * Thrown when a credential cannot be read. The message names the connection and the field and says how to fix the
 * problem, but never contains a value.
 */
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

    /**
     * Returns whether a retry may succeed, because the place that stores the secret is only temporarily unreachable and
     * nothing needs to be fixed.
     */
    public boolean isTemporary() {
        return temporary;
    }
}
