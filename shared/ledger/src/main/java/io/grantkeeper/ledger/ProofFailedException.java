package io.grantkeeper.ledger;

/** Thrown if a proof fails. The message states the location, the check and the expected value. */
public class ProofFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    public ProofFailedException(String message) {
        super(message);
    }
}
