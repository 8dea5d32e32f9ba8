package io.grantkeeper.aws.kms;

import io.grantkeeper.ledger.note.NoteSigner;
import io.grantkeeper.ledger.note.VerifierKey;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MessageType;

/**
 * Signs with one asymmetric KMS key of spec {@code ECC_NIST_EDWARDS25519}. The algorithm {@code ED25519_SHA_512} with the
 * raw message is plain Ed25519, up to 4,096 bytes: a checkpoint has some 150.
 */
public final class KmsSigner implements NoteSigner {
    private static final String ALGORITHM = "ED25519_SHA_512";

    private final KmsClient kms;
    private final String keyId;
    private final VerifierKey key;

    private KmsSigner(KmsClient kms, String keyId, VerifierKey key) {
        this.kms = kms;
        this.keyId = keyId;
        this.key = key;
    }

    /**
     * Asks KMS for the public key.
     *
     * @param keyId id, ARN or alias
     * @param name the log's name, which its key carries
     * @throws IllegalArgumentException where the key is of another kind
     */
    public static KmsSigner of(KmsClient kms, String keyId, String name) {
        byte[] encoded =
                kms.getPublicKey(request -> request.keyId(keyId)).publicKey().asByteArray();
        return new KmsSigner(kms, keyId, VerifierKey.ofX509(name, encoded));
    }

    @Override
    public VerifierKey key() {
        return key;
    }

    @Override
    public byte[] sign(byte[] message) {
        return kms.sign(request -> request.keyId(keyId)
                        .message(SdkBytes.fromByteArray(message))
                        .messageType(MessageType.RAW)
                        .signingAlgorithm(ALGORITHM))
                .signature()
                .asByteArray();
    }
}
