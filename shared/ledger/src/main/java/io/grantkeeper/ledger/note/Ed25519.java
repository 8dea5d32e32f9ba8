package io.grantkeeper.ledger.note;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Signs and verifies with Ed25519 (RFC 8032). Converts between raw 32-byte keys and the encodings that Java requires.
 */
final class Ed25519 {
    static final int KEY_BYTES = 32;
    static final int SIGNATURE_BYTES = 64;
    private static final String NAME = "Ed25519";
    /** The bytes that precede a public key in the X.509 encoding of RFC 8410. */
    private static final byte[] PUBLIC_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final byte[] PRIVATE_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private Ed25519() {}

    static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        try {
            Signature check = Signature.getInstance(NAME);
            check.initVerify(publicKey(publicKey));
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException _) {
            return false; // If the key is not a point on the curve or the bytes are not a signature, the signature is
            // invalid.
        }
    }

    static byte[] sign(byte[] seed, byte[] message) {
        try {
            Signature signature = Signature.getInstance(NAME);
            signature.initSign(privateKey(seed));
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing with the Ed25519 key failed", e);
        }
    }

    /**
     * Returns the raw public key.
     *
     * @throws IllegalArgumentException if the encoded key is not an Ed25519 key in X.509 form
     */
    static byte[] fromX509(byte[] encoded) {
        int prefix = PUBLIC_PREFIX.length;
        if (encoded.length != prefix + KEY_BYTES || !Arrays.equals(encoded, 0, prefix, PUBLIC_PREFIX, 0, prefix)) {
            throw new IllegalArgumentException(
                    "the public key is not an Ed25519 key in X.509 form; create a key with the key spec ECC_NIST_EDWARDS25519");
        }
        return Arrays.copyOfRange(encoded, prefix, encoded.length);
    }

    static byte[] seedOf(PrivateKey key) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
    }

    private static PublicKey publicKey(byte[] key) throws GeneralSecurityException {
        return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(joined(PUBLIC_PREFIX, key)));
    }

    private static PrivateKey privateKey(byte[] seed) throws GeneralSecurityException {
        return KeyFactory.getInstance(NAME).generatePrivate(new PKCS8EncodedKeySpec(joined(PRIVATE_PREFIX, seed)));
    }

    static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
