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

/** An RSA key that signs tokens. */
public final class SigningKey {
    private static final int LEAST_BITS = 2048;

    private final RSAKey key;

    private SigningKey(RSAKey key) {
        this.key = key;
    }

    /**
     * Reads a private key, as PEM (PKCS #8: it begins with BEGIN PRIVATE KEY).
     *
     * @param id {@code kid}, by which receivers find its public half
     * @throws IllegalArgumentException where it is none; the message shows nothing of it
     */
    public static SigningKey of(String id, Secret pem) {
        try {
            if (parse(pem) instanceof RSAPrivateCrtKey read && read.getModulus().bitLength() >= LEAST_BITS) {
                RSAPublicKey open = (RSAPublicKey) KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(read.getModulus(), read.getPublicExponent()));
                return new SigningKey(new RSAKey.Builder(open)
                        .privateKey(read)
                        .keyID(id)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.RS256)
                        .build());
            }
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            // told below, without what a parser would quote
        }
        throw new IllegalArgumentException(
                "the key '%s' that signs signals is no RSA private key of at least 2048 bits in PEM (BEGIN PRIVATE KEY); make one with 'openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072'"
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

    /** The public halves of several. */
    static String publicSet(List<SigningKey> keys) {
        return new JWKSet(keys.stream().<JWK>map(each -> each.key).toList()).toString(true);
    }

    /** Nothing of the secret. */
    @Override
    public String toString() {
        return "the key " + key.getKeyID();
    }
}
