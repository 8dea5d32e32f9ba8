package io.grantkeeper.mcp;

/**
 * Thrown when an MCP message cannot be mapped to an AuthZEN request. {@code McpGuard} then denies the message without
 * asking a decision point.
 */
final class MappingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MappingException(String message) {
        super(message, null, false, false);
    }
}
