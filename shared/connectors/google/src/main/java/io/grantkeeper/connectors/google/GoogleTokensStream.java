package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stream of OAuth consents: which person gave which scopes to which client. The listing shows neither when a
 * consent was given nor when it was last used, but the token log does.
 */
final class GoogleTokensStream extends GooglePerUserStream {
    static final StreamId ID = new StreamId("tokens");

    static final String ANONYMOUS = "anonymous";

    /** The alias scheme for client ids, which is the same for all providers that have OAuth clients. */
    static final String CLIENT_ID_SCHEME = "oauth-client-id";

    GoogleTokensStream() {
        super(ID, "OAuth consents by person", "tokens");
    }

    @Override
    public String segmentOf(AccessObservation observation) {
        return observation instanceof GrantObserved(NonHumanIdentity _, Grant grant)
                        && grant.subject() instanceof GrantSubject.OnePerson(PersonId person)
                ? person.externalId()
                : "";
    }

    static IdentityId client(ConnectionId connection, String clientId) {
        return new IdentityId(connection, IdentityKind.OAUTH_CLIENT, clientId);
    }

    @Override
    List<AccessObservation> observations(
            ProviderSession session, String userId, JsonNodeReader answer, boolean inactive) throws ConnectorException {
        ConnectionId connection = session.connection().id();
        PersonId person = new PersonId(connection, userId);
        List<AccessObservation> observed = new ArrayList<>();
        for (JsonNodeReader token : answer.listOrEmpty("items")) {
            // The grant contains the person. The identity must not, because it must be the same in the rows of all
            // users.
            Grant grant = Grant.of(
                            "user/" + userId,
                            GrantSubject.person(person),
                            GoogleConnector.PROVIDER.value(),
                            PermissionKind.DELEGATED,
                            token.textsOrEmpty("scopes"))
                    .withReach(ResourceReach.ALL)
                    .withStanding(inactive ? ProviderStatus.SUSPENDED : ProviderStatus.ACTIVE)
                    .withGranted(KnownOrUnknown.known(person), Timestamp.unknown());
            observed.add(new GrantObserved(holder(connection, token), grant));
        }
        return observed;
    }

    private static NonHumanIdentity holder(ConnectionId connection, JsonNodeReader token) throws ConnectorException {
        String clientId = token.nonBlank("clientId");
        boolean anonymous = token.flagOrFalse("anonymous");
        return NonHumanIdentity.of(
                        client(connection, clientId),
                        GoogleConnector.PROVIDER,
                        anonymous ? "anonymous-oauth-client" : "oauth-client",
                        token.optionalNonBlank("displayText").orElse(clientId))
                .withAliases(anonymous ? Set.of() : Set.of(new Alias(CLIENT_ID_SCHEME, clientId)))
                .withAttributes(Map.of(
                        ANONYMOUS,
                        Boolean.toString(anonymous),
                        "nativeApp",
                        Boolean.toString(token.flagOrFalse("nativeApp"))));
    }
}
