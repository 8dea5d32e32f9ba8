package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.EventDetailText;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Converts secrets, certificates and federated credentials to the model. Graph shows their metadata, but never the
 * secret values.
 */
final class EntraCredentialMapper {
    /** The key prefix of credentials on the service principal. Credentials on a registration have no prefix. */
    static final String ON_PRINCIPAL = "principal/";

    static final String FEDERATED = "federated/";

    /**
     * The key prefix of an agent identity's credential. An agent identity has no separate credential: it signs in
     * with the credentials of its blueprint.
     */
    static final String BLUEPRINT = "blueprint/";

    private EntraCredentialMapper() {}

    static List<Credential> ofRegistration(JsonNodeReader registration) throws ConnectorException {
        return of(registration, "");
    }

    static List<Credential> ofPrincipal(JsonNodeReader principal) throws ConnectorException {
        return of(principal, ON_PRINCIPAL);
    }

    private static List<Credential> of(JsonNodeReader object, String prefix) throws ConnectorException {
        List<Credential> credentials = new ArrayList<>();
        for (JsonNodeReader password : object.listOrEmpty("passwordCredentials")) {
            credentials.add(of(password, prefix, CredentialType.SECRET, startsWith(password)));
        }
        for (JsonNodeReader key : object.listOrEmpty("keyCredentials")) {
            credentials.add(of(key, prefix, CredentialType.CERTIFICATE, thumbprint(key)));
        }
        return credentials;
    }

    private static Credential of(JsonNodeReader credential, String prefix, CredentialType type, Optional<String> hint)
            throws ConnectorException {
        String name = credential.optionalNonBlank("displayName").or(() -> hint).orElse("");
        return Credential.of(prefix + credential.nonBlank("keyId"), type, EventDetailText.text(name))
                .withStanding(ProviderStatus.ACTIVE)
                .withLifetime(credential.timestamp("startDateTime"), credential.timestamp("endDateTime"));
    }

    /**
     * Converts a federated credential, through which the app trusts another issuer's tokens. Such a credential does not
     * expire.
     */
    static Credential federated(JsonNodeReader credential) throws ConnectorException {
        String hint = "%s, %s"
                .formatted(
                        credential.optionalNonBlank("issuer").orElse("an unknown issuer"),
                        credential.optionalNonBlank("subject").orElse("any subject that matches an expression"));
        return Credential.of(
                        FEDERATED + credential.nonBlank("id"), CredentialType.FEDERATED, EventDetailText.text(hint))
                .withStanding(ProviderStatus.ACTIVE)
                .withLifetime(Timestamp.unknown(), Timestamp.never());
    }

    static Credential blueprint(String blueprintId) {
        return Credential.of(BLUEPRINT + blueprintId, CredentialType.FEDERATED, "the credentials of its blueprint")
                .withStanding(ProviderStatus.ACTIVE)
                .withLifetime(Timestamp.unknown(), Timestamp.never());
    }

    /** Returns the first characters of a secret, which Graph shows so that people can tell secrets apart. */
    private static Optional<String> startsWith(JsonNodeReader password) throws ConnectorException {
        return password.optionalNonBlank("hint").map(hint -> "starts with " + hint);
    }

    private static Optional<String> thumbprint(JsonNodeReader key) throws ConnectorException {
        return key.optionalNonBlank("customKeyIdentifier").map(print -> "thumbprint " + print);
    }
}
