package io.grantkeeper.aws.kms;

import io.grantkeeper.ledger.note.NoteSigner;
import io.grantkeeper.ledger.note.VerifierKey;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MessageType;

/**
 * Signs notes with one asymmetric KMS key of the spec {@code ECC_NIST_EDWARDS25519}. The algorithm
 * {@code ED25519_SHA_512} with the message type RAW is plain Ed25519. KMS accepts messages of up to 4,096 bytes; a
 * checkpoint is about 150 bytes long.
 */
public final class KmsNoteSigner implements NoteSigner {
    private static final String ALGORITHM = "ED25519_SHA_512";

    private final KmsClient kms;
    private final String keyId;
    private final VerifierKey key;

    private KmsNoteSigner(KmsClient kms, String keyId, VerifierKey key) {
        this.kms = kms;
        this.keyId = keyId;
        this.key = key;
    }

    /**
     * Fetches the public key from KMS and returns a signer.
     *
     * @param keyId the ID, ARN or alias of the key
     * @param name the log's name, which is part of its verifier key
     * @throws IllegalArgumentException if the key has a different spec
     */
    public static KmsNoteSigner of(KmsClient kms, String keyId, String name) {
        byte[] encoded =
                kms.getPublicKey(request -> request.keyId(keyId)).publicKey().asByteArray();
        return new KmsNoteSigner(kms, keyId, VerifierKey.ofX509(name, encoded));
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
