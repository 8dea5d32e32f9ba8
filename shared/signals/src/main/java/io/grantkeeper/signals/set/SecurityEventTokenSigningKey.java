package io.grantkeeper.signals.set;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import io.grantkeeper.identity.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;

/** An RSA key that signs security event tokens. */
public final class SecurityEventTokenSigningKey {
    private static final int MIN_BITS = 2048;

    private final RSAKey key;

    private SecurityEventTokenSigningKey(RSAKey key) {
        this.key = key;
    }

    /**
     * Parses a private key in PEM format (PKCS #8, which starts with BEGIN PRIVATE KEY).
     *
     * @param id the value of {@code kid}, by which receivers find the public key
     * @throws IllegalArgumentException if the text is not such a key; the message contains no part of the text
     */
    public static SecurityEventTokenSigningKey of(String id, Secret pem) {
        try {
            if (parse(pem) instanceof RSAPrivateCrtKey read && read.getModulus().bitLength() >= MIN_BITS) {
                RSAPublicKey open = (RSAPublicKey) KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(read.getModulus(), read.getPublicExponent()));
                return new SecurityEventTokenSigningKey(new RSAKey.Builder(open)
                        .privateKey(read)
                        .keyID(id)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.RS256)
                        .build());
            }
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            // the exception below reports the error without the text, which the parser's message would quote
        }
        throw new IllegalArgumentException(
                "the signing key '%s' for signals is not an RSA private key of at least 2048 bits in PEM (BEGIN PRIVATE KEY); create one with 'openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072'"
                        .formatted(id));
    }

    private static PrivateKey parse(Secret pem) throws GeneralSecurityException {
        String base64 = pem.reveal()
                .replace("-----BEGIN PRIVATE KEY-----", "")
                .replace("-----END PRIVATE KEY-----", "")
                .replaceAll("\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    RSAKey key() {
        return key;
    }

    /** Returns the public keys that belong to these keys, as a JSON Web Key Set. */
    static String publicSet(List<SecurityEventTokenSigningKey> keys) {
        return new JWKSet(keys.stream().<JWK>map(each -> each.key).toList()).toString(true);
    }

    /** Returns only the key's id, never the secret. */
    @Override
    public String toString() {
        return "the key " + key.getKeyID();
    }
}
