package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * OAuth consents: which person gave which client which scopes. Google tells neither when a consent was given nor when it
 * was last used; the token log does.
 */
final class TokensStream extends PerUserStream {
    static final StreamId ID = new StreamId("tokens");

    static final String ANONYMOUS = "anonymous";

    /** The scheme of client ids, shared with whatever else knows OAuth clients. */
    static final String CLIENT_ID_SCHEME = "oauth-client-id";

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "OAuth consents of each person";
    }

    @Override
    String collection() {
        return "tokens";
    }

    @Override
    public String segmentOf(Observation observation) {
        return observation instanceof GrantObserved(NonHumanIdentity _, Grant grant)
                        && grant.subject() instanceof GrantSubject.OnePerson(PersonId person)
                ? person.externalId()
                : "";
    }

    static IdentityId client(ConnectionId connection, String clientId) {
        return new IdentityId(connection, IdentityKind.OAUTH_CLIENT, clientId);
    }

    @Override
    List<Observation> observations(ProviderSession session, String userId, JsonBody answer, boolean inactive)
            throws ConnectorException {
        ConnectionId connection = session.connection().id();
        PersonId person = new PersonId(connection, userId);
        List<Observation> observed = new ArrayList<>();
        for (JsonBody token : answer.listOrEmpty("items")) {
            // Who gave it belongs to the grant: the holder must read the same from every user's row.
            Grant grant = Grant.of(
                            "user/" + userId,
                            GrantSubject.person(person),
                            GoogleConnector.PROVIDER.value(),
                            PermissionKind.DELEGATED,
                            Read.texts(token, "scopes"))
                    .withReach(ResourceReach.ALL)
                    .withStanding(inactive ? Standing.SUSPENDED : Standing.ACTIVE)
                    .withGranted(Knowledge.known(person), Moment.unknown());
            observed.add(new GrantObserved(holder(connection, token), grant));
        }
        return observed;
    }

    private static NonHumanIdentity holder(ConnectionId connection, JsonBody token) throws ConnectorException {
        String clientId = Read.required(token, "clientId");
        boolean anonymous = Read.flag(token, "anonymous");
        return NonHumanIdentity.of(
                        client(connection, clientId),
                        GoogleConnector.PROVIDER,
                        anonymous ? "anonymous-oauth-client" : "oauth-client",
                        Read.optional(token, "displayText").orElse(clientId))
                .withAliases(anonymous ? Set.of() : Set.of(new Alias(CLIENT_ID_SCHEME, clientId)))
                .withAttributes(Map.of(
                        ANONYMOUS,
                        Boolean.toString(anonymous),
                        "nativeApp",
                        Boolean.toString(Read.flag(token, "nativeApp"))));
    }
}
