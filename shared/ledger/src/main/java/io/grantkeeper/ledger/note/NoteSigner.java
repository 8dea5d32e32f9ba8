package io.grantkeeper.ledger.note;

/** Signs notes with a key that never leaves the place where it is stored, which is KMS or a file. */
public interface NoteSigner {
    /** Returns the public key with which the signatures can be verified. */
    VerifierKey key();

    /** Returns the 64-byte Ed25519 signature of the message. The message must not be hashed before it is signed. */
    byte[] sign(byte[] message);
}
