package io.grantkeeper.connector.activity;

import java.io.Serial;

/** A log row from which no activity can be read. The message names the member and the fix, never the row's content. */
public final class UnreadableRowException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public UnreadableRowException(String message) {
        super(message, null, false, false);
    }
}
