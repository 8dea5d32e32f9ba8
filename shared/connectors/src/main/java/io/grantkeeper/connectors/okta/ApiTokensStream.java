package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.CredentialObserved;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.OwnerClue;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** API tokens (SSWS). They have no scopes: each may do whatever its owner's administrator roles allow. */
final class ApiTokensStream extends Listing {
    static final StreamId ID = new StreamId("api-tokens");
    static final String FORM = "api-token";
    static final String CREDENTIAL = "token";

    ApiTokensStream() {
        super(ID, "API tokens", Set.of(OktaScopes.API_TOKENS, OktaScopes.ROLES));
    }

    @Override
    OktaApi.Call listing(Partition partition) {
        return new OktaApi.Call(OktaScopes.API_TOKENS, OktaLimits.OTHER, "/api/v1/api-tokens");
    }

    static IdentityId id(ConnectionId connection, String tokenId) {
        return new IdentityId(connection, IdentityKind.API_KEY, tokenId);
    }

    @Override
    List<? extends Observation> observe(OktaApi api, Partition partition, JsonBody token) throws ConnectorException {
        ConnectionId connection = api.session().connection().id();
        PersonId owner = new People(connection).id(token.text("userId"));
        Moment made = Apps.moment(token, "created");
        NonHumanIdentity identity = identity(connection, token, owner, made);
        Credential credential = Credential.of(CREDENTIAL, CredentialType.TOKEN, "")
                .withStanding(Standing.ACTIVE)
                .withLifetime(made, Apps.moment(token, "expiresAt"))
                .withLastUsed(lastUsed(token));
        List<JsonBody> roles = api.all(AdminRoles.ofUser(owner.externalId()));
        return List.of(
                new CredentialObserved(identity, credential),
                new GrantObserved(identity, AdminRoles.ofOwner(roles, owner, made)));
    }

    private static NonHumanIdentity identity(ConnectionId connection, JsonBody token, PersonId owner, Moment made)
            throws ConnectorException {
        TreeMap<String, String> attributes = new TreeMap<>();
        token.optionalText("clientName").ifPresent(client -> attributes.put("made-with", client));
        Optional<JsonBody> network = token.optionalObject("network");
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
                .withStanding(Standing.ACTIVE)
                .withCreated(made)
                .withOwnerClues(Set.of(new OwnerClue(owner, OwnerRole.CREATOR, made)))
                .withAttributes(attributes);
    }

    /**
     * Okta does not tell the last use, but each use moves the end to one token window ahead: the end less the window is
     * the last use. An inference; where it would lie at or before the token's making, the token was not used since.
     */
    private static Moment lastUsed(JsonBody token) throws ConnectorException {
        Optional<Instant> expires = token.optionalInstant("expiresAt");
        Optional<Duration> window = token.optionalText("tokenWindow").flatMap(ApiTokensStream::window);
        Optional<Instant> created = token.optionalInstant("created");
        if (expires.isEmpty() || window.isEmpty() || created.isEmpty()) {
            return Moment.unknown();
        }
        Instant used = expires.get().minus(window.get());
        return used.isAfter(created.get()) ? Moment.at(used) : Moment.unknown();
    }

    private static Optional<Duration> window(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
