package io.grantkeeper.ledger;

/** Something does not prove what it should. The message says where, which check, and what was expected. */
public class NotProvenException extends Exception {
    private static final long serialVersionUID = 1L;

    public NotProvenException(String message) {
        super(message);
    }
}
