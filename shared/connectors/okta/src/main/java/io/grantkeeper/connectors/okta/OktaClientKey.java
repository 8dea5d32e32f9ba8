package io.grantkeeper.connectors.okta;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The service app's private key. Okta shows a new key in two formats, and both are supported: JWK and PEM.
 *
 * @param keyId the {@code kid} in the key itself
 */
record OktaClientKey(JWSSigner signer, JWSAlgorithm algorithm, Optional<String> keyId) {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    /**
     * Parses a private key.
     *
     * @throws ConnectorException {@code Misconfigured} if the key cannot be parsed; the message contains the expected
     *     format and never the key
     */
    static OktaClientKey parse(Connection connection, Secret secret) throws ConnectorException {
        // Line breaks are often escaped in environment variables.
        String text = secret.reveal().replace("\\n", "\n").strip();
        try {
            return text.startsWith("{") ? ofJwk(JWK.parse(text)) : ofPem(text);
        } catch (ParseException | JOSEException | GeneralSecurityException | IllegalArgumentException _) {
            // Reported without the cause, because the message of the cause could quote the key.
            throw ConnectorException.misconfigured(
                    connection,
                    "credential 'private-key' is not a private RSA key of at least 2,048 bits or P-256 key, as JWK ({\"kty\": ...}) or"
                            + " PEM (-----BEGIN PRIVATE KEY-----): generate one on the service app, under Public keys");
        }
    }

    private static OktaClientKey ofJwk(JWK jwk) throws JOSEException {
        Optional<String> keyId = Optional.ofNullable(jwk.getKeyID());
        if (jwk instanceof RSAKey rsa && rsa.isPrivate()) {
            return new OktaClientKey(new RSASSASigner(rsa), JWSAlgorithm.RS256, keyId);
        }
        if (jwk instanceof ECKey ec && ec.isPrivate()) {
            return ofEc(new ECDSASigner(ec), keyId);
        }
        throw new IllegalArgumentException("neither RSA nor EC, or not private");
    }

    private static OktaClientKey ofPem(String text) throws GeneralSecurityException, JOSEException {
        Matcher matcher = PEM.matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no PEM");
        }
        PKCS8EncodedKeySpec spec =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1)));
        try {
            PrivateKey rsa = KeyFactory.getInstance("RSA").generatePrivate(spec);
            return new OktaClientKey(new RSASSASigner(rsa), JWSAlgorithm.RS256, Optional.empty());
        } catch (GeneralSecurityException _) {
            ECPrivateKey ec = (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec);
            return ofEc(new ECDSASigner(ec), Optional.empty());
        }
    }

    private static OktaClientKey ofEc(ECDSASigner signer, Optional<String> keyId) {
        if (!signer.supportedJWSAlgorithms().contains(JWSAlgorithm.ES256)) {
            throw new IllegalArgumentException("not P-256");
        }
        return new OktaClientKey(signer, JWSAlgorithm.ES256, keyId);
    }
}
