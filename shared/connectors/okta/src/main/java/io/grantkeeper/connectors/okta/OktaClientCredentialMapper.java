package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.Timestamp;
import java.util.Optional;

/**
 * Converts the credentials of a client. Some of Okta's listings contain the secret itself; that member is never read.
 * Neither secrets nor keys expire, and Okta does not report when they were last used.
 */
final class OktaClientCredentialMapper {
    static final String SECRET = "secret/";
    static final String KEY = "key/";

    private OktaClientCredentialMapper() {}

    static Credential secret(JsonNodeReader row) throws ConnectorException {
        String id = row.text("id");
        return withLifetime(row, Credential.of(SECRET + id, CredentialType.SECRET, id));
    }

    /** Converts the public part of a key. Signatures identify the key by its {@code kid}. */
    static Credential key(JsonNodeReader row) throws ConnectorException {
        String id = row.optionalText("id").orElse(row.optionalText("kid").orElse(""));
        if (id.isEmpty()) {
            throw row.unexpected("a key with an id");
        }
        return withLifetime(
                row,
                Credential.of(
                        KEY + id,
                        CredentialType.CERTIFICATE,
                        row.optionalText("kid").orElse(id)));
    }

    /** Returns whether the key can sign. Keys that are only for encryption do not authenticate. */
    static boolean canSign(JsonNodeReader row) throws ConnectorException {
        return !row.optionalText("use").equals(Optional.of("enc"));
    }

    private static Credential withLifetime(JsonNodeReader row, Credential credential) throws ConnectorException {
        return credential
                .withStanding(
                        OktaAppMapper.providerStatus(row.optionalText("status").orElse("")))
                .withLifetime(OktaAppMapper.moment(row, "created"), Timestamp.never());
    }
}
