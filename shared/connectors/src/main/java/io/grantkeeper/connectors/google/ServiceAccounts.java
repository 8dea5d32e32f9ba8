package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Standing;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads IAM's service accounts and keys. */
final class ServiceAccounts {
    static final String FORM = "service-account";
    static final String PROJECT = "project";
    static final String EMAIL = "email";

    /** IAM finds the project itself where the account's name or unique id is given. */
    private static final String ANY_PROJECT = "-";

    /** Google writes 9999-12-31T23:59:59Z for keys that do not expire. */
    private static final Instant NO_EXPIRY = Instant.parse("9999-01-01T00:00:00Z");

    private ServiceAccounts() {}

    static NonHumanIdentity identity(ConnectionId connection, String project, JsonBody account)
            throws ConnectorException {
        String email = Read.required(account, "email");
        Set<Alias> aliases = new TreeSet<>();
        aliases.add(new Alias("service-account-email", email));
        // Domain-wide delegation names the account by this id.
        Read.optional(account, "oauth2ClientId")
                .ifPresent(id -> aliases.add(new Alias(TokensStream.CLIENT_ID_SCHEME, id)));
        return NonHumanIdentity.of(
                        new IdentityId(connection, IdentityKind.SERVICE_ACCOUNT, Read.required(account, "uniqueId")),
                        GoogleConnector.PROVIDER,
                        FORM,
                        Read.optional(account, "displayName").orElse(email))
                .withAliases(aliases)
                .withStanding(standing(account))
                .withAttributes(Map.of(PROJECT, project, EMAIL, email));
    }

    static Credential key(JsonBody key) throws ConnectorException {
        String name = Read.required(key, "name");
        String id = name.substring(name.lastIndexOf('/') + 1);
        if (id.isBlank()) {
            throw key.member("name").unexpected("a name that ends with the key's id");
        }
        Optional<Instant> created = key.optionalInstant("validAfterTime");
        return Credential.of(id, CredentialType.SECRET, id.length() > 8 ? id.substring(0, 8) : id)
                .withStanding(standing(key))
                .withLifetime(created.map(Moment::at).orElseGet(Moment::unknown), expiry(key));
    }

    /** The account's own address in IAM, or what lies below it. */
    static Address address(GoogleSettings settings, NonHumanIdentity account, String... below) {
        String project = account.attributes().getOrDefault(PROJECT, ANY_PROJECT);
        String name = account.attributes().getOrDefault(EMAIL, account.id().externalId());
        return Address.of(settings.iamUrl(), "v1", "projects", project, "serviceAccounts", name)
                .then(below);
    }

    private static Standing standing(JsonBody object) throws ConnectorException {
        return Read.flag(object, "disabled") ? Standing.SUSPENDED : Standing.ACTIVE;
    }

    private static Moment expiry(JsonBody key) throws ConnectorException {
        Optional<Instant> until = key.optionalInstant("validBeforeTime");
        if (until.isEmpty()) {
            return Moment.unknown();
        }
        return until.get().isBefore(NO_EXPIRY) ? Moment.at(until.get()) : Moment.never();
    }
}
