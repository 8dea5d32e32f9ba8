package io.grantkeeper.ledger.note;

import java.util.Arrays;

/** What a key signs, by the byte that C2SP's signed-note gives it. */
public enum SignatureType {
    /** The note itself, by the log. */
    ED25519(1),
    /** The checkpoint with the time at which a witness saw it: tlog-cosignature. */
    COSIGNATURE(4);

    private final byte code;

    SignatureType(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    /** @throws IllegalArgumentException for one that is not supported */
    static SignatureType of(byte code) {
        return Arrays.stream(values())
                .filter(type -> type.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the key is of type %d; Ed25519 keys (1) and Ed25519 witnesses (4) are supported"
                                .formatted(code)));
    }
}
