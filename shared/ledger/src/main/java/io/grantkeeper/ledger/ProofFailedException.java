package io.grantkeeper.ledger;

/**
 * Thrown if the verification of a proof fails. The message states the location of the error, the check that failed and
 * the expected value.
 */
public class ProofFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    public ProofFailedException(String message) {
        super(message);
    }
}
