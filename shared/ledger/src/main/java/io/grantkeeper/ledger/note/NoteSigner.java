package io.grantkeeper.ledger.note;

/** Signs with a key that remains where it is stored, in KMS or in a file. */
public interface NoteSigner {
    /** Returns the key that verifies the signatures. */
    VerifierKey key();

    /** Returns the 64-byte Ed25519 signature of the message itself. */
    byte[] sign(byte[] message);
}
