package io.grantkeeper.ledger.note;

/** Signs with a key that never leaves its place: a key store of AWS, or a file. */
public interface NoteSigner {
    /** What its signatures are checked with. */
    VerifierKey key();

    /** The 64 bytes of the Ed25519 signature over the message itself. */
    byte[] sign(byte[] message);
}
