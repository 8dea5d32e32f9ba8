package io.grantkeeper.ledger.note;

import java.util.Arrays;

/** The type of a signing key, which determines what the key signs. Each type has a code in C2SP signed-note. */
public enum SignatureType {
    /** The note itself, signed by the log. */
    ED25519(1),
    /** The checkpoint with the time at which a witness saw it (tlog-cosignature). */
    COSIGNATURE(4);

    private final byte code;

    SignatureType(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    /**
     * Returns the type that has the given code.
     *
     * @throws IllegalArgumentException if the type is not supported
     */
    static SignatureType of(byte code) {
        return Arrays.stream(values())
                .filter(type -> type.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the key has type %d; supported types are Ed25519 keys (1) and Ed25519 witnesses (4)"
                                .formatted(code)));
    }
}
