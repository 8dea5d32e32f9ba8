package io.grantkeeper.ledger;

/**
 * What is stored contradicts what was signed or stored before. Nothing is repaired and nothing more is signed: people
 * have to look. The message names the place.
 */
public final class LedgerCorruptedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LedgerCorruptedException(String message) {
        super(message);
    }

    public LedgerCorruptedException(String message, Throwable cause) {
        super(message, cause);
    }
}
