package io.grantkeeper.ledger.note;

import io.grantkeeper.ledger.Bytes;
import java.util.Base64;
import java.util.HexFormat;

/**
 * One signature line of a note.
 *
 * @param name who signed, as the line says
 * @param keyId which of their keys, as the line says
 * @param bytes the signature, and with a cosignature the time before it
 */
public record NoteSignature(String name, int keyId, Bytes bytes) {
    boolean isBy(VerifierKey key) {
        return key.name().equals(name) && key.id() == keyId;
    }

    /** How messages speak of it. */
    String who() {
        return "%s (key %s)".formatted(name, HexFormat.of().toHexDigits(keyId));
    }

    String line() {
        byte[] id = HexFormat.of().parseHex(HexFormat.of().toHexDigits(keyId));
        return "— %s %s\n".formatted(name, Base64.getEncoder().encodeToString(Ed25519.joined(id, bytes.array())));
    }
}
