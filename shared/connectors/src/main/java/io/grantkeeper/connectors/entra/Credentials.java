package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Secrets, certificates and federated credentials, as far as Graph shows them: never the secret itself. */
final class Credentials {
    /** The key's prefix of those that lie on the service principal; those of a registration have none. */
    static final String ON_PRINCIPAL = "principal/";

    static final String FEDERATED = "federated/";

    /** An agent identity has no credential of its own: it signs in with its blueprint's. */
    static final String BLUEPRINT = "blueprint/";

    private Credentials() {}

    static List<Credential> ofRegistration(JsonBody registration) throws ConnectorException {
        return of(registration, "");
    }

    static List<Credential> ofPrincipal(JsonBody principal) throws ConnectorException {
        return of(principal, ON_PRINCIPAL);
    }

    private static List<Credential> of(JsonBody object, String prefix) throws ConnectorException {
        List<Credential> credentials = new ArrayList<>();
        for (JsonBody password : object.listOrEmpty("passwordCredentials")) {
            credentials.add(of(password, prefix, CredentialType.SECRET, startsWith(password)));
        }
        for (JsonBody key : object.listOrEmpty("keyCredentials")) {
            credentials.add(of(key, prefix, CredentialType.CERTIFICATE, thumbprint(key)));
        }
        return credentials;
    }

    private static Credential of(JsonBody credential, String prefix, CredentialType type, Optional<String> hint)
            throws ConnectorException {
        String name = Read.optional(credential, "displayName").or(() -> hint).orElse("");
        return Credential.of(prefix + Read.required(credential, "keyId"), type, Read.bounded(name))
                .withStanding(Standing.ACTIVE)
                .withLifetime(Read.moment(credential, "startDateTime"), Read.moment(credential, "endDateTime"));
    }

    /** A trust in another issuer's tokens; it does not expire. */
    static Credential federated(JsonBody credential) throws ConnectorException {
        String hint = "%s, %s"
                .formatted(
                        Read.optional(credential, "issuer").orElse("an unknown issuer"),
                        Read.optional(credential, "subject").orElse("any subject that fits an expression"));
        return Credential.of(FEDERATED + Read.required(credential, "id"), CredentialType.FEDERATED, Read.bounded(hint))
                .withStanding(Standing.ACTIVE)
                .withLifetime(Moment.unknown(), Moment.never());
    }

    static Credential blueprint(String blueprintId) {
        return Credential.of(BLUEPRINT + blueprintId, CredentialType.FEDERATED, "the credentials of its blueprint")
                .withStanding(Standing.ACTIVE)
                .withLifetime(Moment.unknown(), Moment.never());
    }

    /** The first characters of a secret, which Graph shows to tell secrets apart. */
    private static Optional<String> startsWith(JsonBody password) throws ConnectorException {
        return Read.optional(password, "hint").map(hint -> "starts with " + hint);
    }

    private static Optional<String> thumbprint(JsonBody key) throws ConnectorException {
        return Read.optional(key, "customKeyIdentifier").map(print -> "thumbprint " + print);
    }
}
