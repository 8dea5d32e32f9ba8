package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.Moment;
import java.util.Optional;

/**
 * What a client proves itself with. Okta sends some secrets along in its listings; the member is never looked at. Neither
 * secrets nor keys expire, and Okta tells of neither when it was last used.
 */
final class ClientCredentials {
    static final String SECRET = "secret/";
    static final String KEY = "key/";

    private ClientCredentials() {}

    static Credential secret(JsonBody row) throws ConnectorException {
        String id = row.text("id");
        return aged(row, Credential.of(SECRET + id, CredentialType.SECRET, id));
    }

    /** The public half of a key; its {@code kid} is what a signature names. */
    static Credential key(JsonBody row) throws ConnectorException {
        String id = row.optionalText("id").orElse(row.optionalText("kid").orElse(""));
        if (id.isEmpty()) {
            throw row.unexpected("a key with an id");
        }
        return aged(
                row,
                Credential.of(
                        KEY + id,
                        CredentialType.CERTIFICATE,
                        row.optionalText("kid").orElse(id)));
    }

    /** Keys that are only for encryption prove nothing. */
    static boolean signs(JsonBody row) throws ConnectorException {
        return !row.optionalText("use").equals(Optional.of("enc"));
    }

    private static Credential aged(JsonBody row, Credential credential) throws ConnectorException {
        return credential
                .withStanding(Apps.standing(row.optionalText("status").orElse("")))
                .withLifetime(Apps.moment(row, "created"), Moment.never());
    }
}
