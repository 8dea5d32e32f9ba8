package io.grantkeeper.ledger.note;

import io.grantkeeper.ledger.ImmutableBytes;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A signature line of a note.
 *
 * @param name the signer's name as stated in the line
 * @param keyId the ID of the signer's key as stated in the line
 * @param bytes the signature; for a cosignature, preceded by the time
 */
public record NoteSignature(String name, int keyId, ImmutableBytes bytes) {
    /**
     * Returns whether the line states this key's name and ID. A match does not prove that the key created the
     * signature.
     */
    public boolean isBy(VerifierKey key) {
        return key.name().equals(name) && key.id() == keyId;
    }

    /** Returns the signer's name and key ID, for use in messages. */
    String signer() {
        return "%s (key %s)".formatted(name, HexFormat.of().toHexDigits(keyId));
    }

    String line() {
        byte[] id = HexFormat.of().parseHex(HexFormat.of().toHexDigits(keyId));
        return "— %s %s\n".formatted(name, Base64.getEncoder().encodeToString(Ed25519.joined(id, bytes.array())));
    }
}
