package io.grantkeeper.mcp;

/** An AuthZEN request cannot be made of a message: nothing is asked, and nothing is let through. */
final class MappingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MappingException(String message) {
        super(message, null, false, false);
    }
}
