package io.grantkeeper.signals.set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import io.grantkeeper.identity.Secret;
import java.util.List;

/**
 * An RSA key that signs tokens.
 *
 * @param id {@code kid}, by which receivers find its public half
 */
public final class SigningKey {
    private static final int LEAST_BITS = 2048;

    private final RSAKey key;

    private SigningKey(RSAKey key) {
        this.key = key;
    }

    /**
     * Reads a private key, as PEM (PKCS #8 or PKCS #1).
     *
     * @throws IllegalArgumentException where it is none; the message shows nothing of it
     */
    public static SigningKey of(String id, Secret pem) {
        try {
            RSAKey read = JWK.parseFromPEMEncodedObjects(pem.reveal()).toRSAKey();
            if (read.isPrivate() && read.size() >= LEAST_BITS) {
                return new SigningKey(new RSAKey.Builder(read)
                        .keyID(id)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(com.nimbusds.jose.JWSAlgorithm.RS256)
                        .build());
            }
        } catch (JOSEException | RuntimeException _) {
            // told below, without what a parser would quote
        }
        throw new IllegalArgumentException(
                "the key '%s' that signs signals is no RSA private key of at least 2048 bits in PEM; make one with 'openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072'"
                        .formatted(id));
    }

    RSAKey key() {
        return key;
    }

    /** The public halves, as {@code jwks_uri} answers. */
    public static String publicSet(List<SigningKey> keys) {
        return new JWKSet(keys.stream().<JWK>map(each -> each.key).toList()).toString(true);
    }

    /** Nothing of the secret. */
    @Override
    public String toString() {
        return "the key " + key.getKeyID();
    }
}
