package io.grantkeeper.connector.activity;

import java.io.Serial;

/**
 * Thrown if no activity can be read from a log row. The message names the member and the fix, never the row's content.
 */
public final class UnreadableRowException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public UnreadableRowException(String message) {
        super(message, null, false, false);
    }
}
