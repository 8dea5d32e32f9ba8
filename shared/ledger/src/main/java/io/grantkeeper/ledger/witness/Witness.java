package io.grantkeeper.ledger.witness;

import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.VerifierKey;
import java.net.URI;
import java.util.Optional;

/**
 * A witness of logs.
 *
 * @param key the public key that verifies its cosignatures
 * @param url its submission prefix, to which {@code /add-checkpoint} is appended; empty for a witness that is no longer
 *     asked, but whose cosignatures are still verified
 */
public record Witness(VerifierKey key, Optional<URI> url) {
    public Witness {
        if (key.type() != SignatureType.COSIGNATURE) {
            throw new IllegalArgumentException(
                    "this is the key of a log; a witness has a key of type 4 (Ed25519 cosignature)");
        }
    }

    public String name() {
        return key.name();
    }
}
