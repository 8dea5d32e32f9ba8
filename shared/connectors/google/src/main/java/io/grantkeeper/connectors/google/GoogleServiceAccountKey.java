package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * A service account's key, read from the file that the Cloud console creates. The URLs in the file, such as
 * {@code token_uri}, are ignored. A setting of the connection determines where tokens are fetched, so that a
 * manipulated file cannot send an assertion to another host.
 */
record GoogleServiceAccountKey(String email, String clientId, String keyId, PrivateKey privateKey) {

    static GoogleServiceAccountKey parse(Secret file) throws ConnectorException {
        try {
            JsonNodeReader fields = JsonNodeReader.of("the key file", file.revealBytes());
            if (!fields.nonBlank("type").equals("service_account")) {
                throw invalid("its 'type' is not service_account");
            }
            return new GoogleServiceAccountKey(
                    fields.nonBlank("client_email"),
                    fields.optionalNonBlank("client_id").orElse("not in the key file"),
                    fields.nonBlank("private_key_id"),
                    privateKey(fields.nonBlank("private_key")));
        } catch (ConnectorException e) {
            throw e.problem() instanceof Misconfigured ? e : invalid("it is not JSON, or a member is missing");
        }
    }

    private static PrivateKey privateKey(String pem) throws ConnectorException {
        String base64 = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            throw invalid("its 'private_key' is not an RSA key in PKCS#8 PEM form");
        }
    }

    private static ConnectorException invalid(String what) {
        return new ConnectorException(new Misconfigured(
                "the credential '%s' must be a service account's JSON key file as Google creates it: %s"
                        .formatted(GoogleClient.KEY, what)));
    }

    /** Returns the account and the id of the key, never the key itself. */
    @Override
    public String toString() {
        return email + ", key " + keyId;
    }
}
