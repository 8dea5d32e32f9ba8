package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.CredentialObserved;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerEvidenceItem;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.work.Partition;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The stream of API tokens (SSWS). API tokens have no scopes: each token has all permissions of its owner's
 * administrator roles.
 */
final class OktaApiTokensStream extends OktaListingStream {
    static final StreamId ID = new StreamId("api-tokens");
    static final String FORM = "api-token";
    static final String CREDENTIAL = "token";

    OktaApiTokensStream() {
        super(StreamDefinition.listing(ID, "API tokens").withScopes(OktaScopes.API_TOKENS, OktaScopes.ROLES));
    }

    @Override
    OktaClient.Call listing(Partition partition) {
        return new OktaClient.Call(OktaScopes.API_TOKENS, OktaRateLimits.OTHER, "/api/v1/api-tokens");
    }

    /** Returns the call that reads one token. Source: Okta's API reference, "Retrieve an API token metadata". */
    @Override
    OktaClient.Call single(String id) {
        return new OktaClient.Call(
                OktaScopes.API_TOKENS, OktaRateLimits.OTHER, OktaClient.path("/api/v1/api-tokens/%s", id));
    }

    static IdentityId id(ConnectionId connection, String tokenId) {
        return new IdentityId(connection, IdentityKind.API_KEY, tokenId);
    }

    @Override
    List<? extends AccessObservation> observe(OktaClient api, Partition partition, JsonNodeReader token)
            throws ConnectorException {
        ConnectionId connection = api.session().connection().id();
        PersonId owner = new OktaUserMapper(connection).id(token.text("userId"));
        Timestamp made = OktaAppMapper.moment(token, "created");
        NonHumanIdentity identity = identity(connection, token, owner, made);
        Credential credential = Credential.of(CREDENTIAL, CredentialType.TOKEN, "")
                .withStanding(ProviderStatus.ACTIVE)
                .withLifetime(made, OktaAppMapper.moment(token, "expiresAt"))
                .withLastUsed(lastUsed(token));
        List<JsonNodeReader> roles = api.all(OktaAdminRoles.ofUser(owner.externalId()));
        return List.of(
                new CredentialObserved(identity, credential),
                new GrantObserved(identity, OktaAdminRoles.ofOwner(roles, owner, made)));
    }

    private static NonHumanIdentity identity(
            ConnectionId connection, JsonNodeReader token, PersonId owner, Timestamp made) throws ConnectorException {
        TreeMap<String, String> attributes = new TreeMap<>();
        token.optionalText("clientName").ifPresent(client -> attributes.put("made-with", client));
        Optional<JsonNodeReader> network = token.optionalObject("network");
        if (network.isPresent()) {
            network.get()
                    .optionalText("connection")
                    .ifPresent(from -> attributes.put("usable-from", from.equals("ANYWHERE") ? "anywhere" : from));
        }
        return NonHumanIdentity.of(
                        id(connection, token.text("id")),
                        OktaConnector.PROVIDER,
                        FORM,
                        token.optionalText("name").orElse("API token"))
                .withStanding(ProviderStatus.ACTIVE)
                .withCreated(made)
                .withOwnerClues(Set.of(new OwnerEvidenceItem(owner, OwnerRole.CREATOR, made)))
                .withAttributes(attributes);
    }

    /**
     * Returns when the token was last used. Okta does not report it, but every use sets the expiry to one token window
     * later, so the last use is inferred as the expiry minus the window. If the result is not after the token's
     * creation, no use is recorded, and the last use is unknown.
     */
    private static Timestamp lastUsed(JsonNodeReader token) throws ConnectorException {
        Optional<Instant> expires = token.optionalInstant("expiresAt");
        Optional<Duration> window = token.optionalText("tokenWindow").flatMap(OktaApiTokensStream::window);
        Optional<Instant> created = token.optionalInstant("created");
        if (expires.isEmpty() || window.isEmpty() || created.isEmpty()) {
            return Timestamp.unknown();
        }
        Instant used = expires.get().minus(window.get());
        return used.isAfter(created.get()) ? Timestamp.at(used) : Timestamp.unknown();
    }

    private static Optional<Duration> window(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
