package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Converts IAM's service accounts and their keys to the model. */
final class GoogleServiceAccountReader {
    static final String FORM = "service-account";
    static final String PROJECT = "project";
    static final String EMAIL = "email";

    /** A placeholder for the project. IAM finds the project by the account's name or unique id. */
    private static final String ANY_PROJECT = "-";

    /**
     * The earliest expiry that counts as no expiry. For keys that do not expire, Google returns 9999-12-31T23:59:59Z.
     */
    private static final Instant NO_EXPIRY = Instant.parse("9999-01-01T00:00:00Z");

    private GoogleServiceAccountReader() {}

    static NonHumanIdentity identity(ConnectionId connection, String project, JsonNodeReader account)
            throws ConnectorException {
        String email = account.nonBlank("email");
        Set<Alias> aliases = new TreeSet<>();
        aliases.add(new Alias("service-account-email", email));
        // Domain-wide delegation identifies the account by this id.
        account.optionalNonBlank("oauth2ClientId")
                .ifPresent(id -> aliases.add(new Alias(GoogleTokensStream.CLIENT_ID_SCHEME, id)));
        return NonHumanIdentity.of(
                        new IdentityId(connection, IdentityKind.SERVICE_ACCOUNT, account.nonBlank("uniqueId")),
                        GoogleConnector.PROVIDER,
                        FORM,
                        account.optionalNonBlank("displayName").orElse(email))
                .withAliases(aliases)
                .withStanding(providerStatus(account))
                .withAttributes(Map.of(PROJECT, project, EMAIL, email));
    }

    static Credential key(JsonNodeReader key) throws ConnectorException {
        String name = key.nonBlank("name");
        String id = name.substring(name.lastIndexOf('/') + 1);
        if (id.isBlank()) {
            throw key.member("name").unexpected("a name that ends with the key's id");
        }
        Optional<Instant> created = key.optionalInstant("validAfterTime");
        return Credential.of(id, CredentialType.SECRET, id.length() > 8 ? id.substring(0, 8) : id)
                .withStanding(providerStatus(key))
                .withLifetime(created.map(Timestamp::at).orElseGet(Timestamp::unknown), expiry(key));
    }

    /** Returns the URL of the account in IAM, or of a path below that URL. */
    static GoogleRequestUri address(GoogleSettings settings, NonHumanIdentity account, String... below) {
        String project = account.attributes().getOrDefault(PROJECT, ANY_PROJECT);
        String name = account.attributes().getOrDefault(EMAIL, account.id().externalId());
        return GoogleRequestUri.of(settings.iamUrl(), "v1", "projects", project, "serviceAccounts", name)
                .append(below);
    }

    private static ProviderStatus providerStatus(JsonNodeReader object) throws ConnectorException {
        return object.flagOrFalse("disabled") ? ProviderStatus.SUSPENDED : ProviderStatus.ACTIVE;
    }

    private static Timestamp expiry(JsonNodeReader key) throws ConnectorException {
        Optional<Instant> until = key.optionalInstant("validBeforeTime");
        if (until.isEmpty()) {
            return Timestamp.unknown();
        }
        return until.get().isBefore(NO_EXPIRY) ? Timestamp.at(until.get()) : Timestamp.never();
    }
}
