package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * Google's key file, as the Cloud console writes it. Its own addresses ({@code token_uri}) are ignored: where tokens
 * are fetched is the connection's setting, so a crafted file cannot send an assertion elsewhere.
 */
record ServiceAccountKey(String email, String clientId, String keyId, PrivateKey privateKey) {

    static ServiceAccountKey parse(Secret file) throws ConnectorException {
        try {
            JsonBody fields = JsonBody.of("the key file", file.revealBytes());
            if (!Read.required(fields, "type").equals("service_account")) {
                throw wrong("its 'type' is not service_account");
            }
            return new ServiceAccountKey(
                    Read.required(fields, "client_email"),
                    Read.optional(fields, "client_id").orElse("not in the key file"),
                    Read.required(fields, "private_key_id"),
                    privateKey(Read.required(fields, "private_key")));
        } catch (ConnectorException e) {
            throw e.problem() instanceof Misconfigured ? e : wrong("a member is missing or it is not JSON");
        }
    }

    private static PrivateKey privateKey(String pem) throws ConnectorException {
        String base64 = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            throw wrong("its 'private_key' is not an RSA key in PKCS#8 PEM form");
        }
    }

    private static ConnectorException wrong(String what) {
        return new ConnectorException(new Misconfigured(
                "the credential '%s' must be a service account's JSON key file as Google writes it: %s"
                        .formatted(Calls.KEY, what)));
    }

    /** Names the account and the key; never the key itself. */
    @Override
    public String toString() {
        return email + ", key " + keyId;
    }
}
