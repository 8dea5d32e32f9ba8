package io.grantkeeper.ledger;

/**
 * Thrown if stored data contradicts data that was signed or stored before. Nothing is repaired, and nothing more is
 * signed until a person has investigated. The message names the location of the stored data.
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
