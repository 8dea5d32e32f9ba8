package io.grantkeeper.mcp;

/**
 * Thrown when a message cannot be mapped to an AuthZEN request. The guard then denies the message without asking a
 * decision point.
 */
final class MappingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MappingException(String message) {
        super(message, null, false, false);
    }
}
