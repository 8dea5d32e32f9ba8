package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The stream of delegated grants: what an app may do for one user or for all users, with the rights of the signed-in
 * user. Graph reports neither when a grant was given nor when it was last used; only the directory audit shows when it
 * was given.
 */
final class EntraDelegatedGrantsStream extends EntraListingStream {
    static final StreamId ID = new StreamId("delegated-grants");

    private static final String COLLECTION = "oauth2PermissionGrants";

    /**
     * The number of pages that are read before their apps are looked up. In a large tenant, every page names nearly all
     * apps, so one lookup serves ten pages.
     */
    private static final int PAGES_AT_ONCE = 10;

    EntraDelegatedGrantsStream() {
        super(
                StreamDefinition.listing(ID, "Delegated permissions: what apps may do on behalf of users")
                        .withScopes(EntraScopes.GRANTS, EntraScopes.APPLICATIONS),
                EntraIds.OBJECT_ID);
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        Optional<String> client = partition.segment();
        GraphRequestUri address = client.isPresent()
                ? GraphRequestUri.of("servicePrincipals", client.get(), COLLECTION)
                : GraphRequestUri.of(COLLECTION);
        address.with("$top", GraphPage.LARGEST);
        EntraSettings settings = EntraSettings.of(session);
        GraphPage page;
        try {
            page = GraphPage.read(
                    session, address, from.token().orElse(""), settings.size().directoryLimit(), PAGES_AT_ONCE);
        } catch (ConnectorException e) {
            // The app no longer exists, and neither do its grants.
            if (client.isPresent() && e.problem() instanceof NotFound) {
                return StreamPage.last(List.of());
            }
            throw e;
        }
        return page.toPage(observations(session, page.values()));
    }

    private static List<AccessObservation> observations(ProviderSession session, List<JsonNodeReader> grants)
            throws ConnectorException {
        Set<String> ids = new TreeSet<>();
        for (JsonNodeReader grant : grants) {
            ids.add(grant.nonBlank("clientId"));
            ids.add(grant.nonBlank("resourceId"));
        }
        ConnectionId connection = session.connection().id();
        Map<String, NonHumanIdentity> principals = new EntraPrincipalMapper(session).byObjectId(ids);
        List<AccessObservation> observed = new ArrayList<>();
        for (JsonNodeReader grant : grants) {
            NonHumanIdentity identity = holder(connection, principals, grant.nonBlank("clientId"));
            observed.add(new GrantObserved(identity, grant(connection, grant, identity, principals)));
        }
        return observed;
    }

    private static Grant grant(
            ConnectionId connection,
            JsonNodeReader grant,
            NonHumanIdentity identity,
            Map<String, NonHumanIdentity> principals)
            throws ConnectorException {
        Optional<PersonId> person = grant.optionalNonBlank("principalId").map(id -> new PersonId(connection, id));
        String resourceId = grant.nonBlank("resourceId");
        NonHumanIdentity resource = principals.get(resourceId);
        return Grant.of(
                        grant.nonBlank("id"),
                        person.<GrantSubject>map(GrantSubject::person).orElseGet(GrantSubject::tenant),
                        resource == null ? resourceId : resource.id().externalId(),
                        PermissionKind.DELEGATED,
                        scopes(grant))
                .withReach(ResourceReach.ALL)
                .withStanding(identity.standing())
                .withGranted(KnownOrUnknown.of(person), Timestamp.unknown());
    }

    /** Returns the scopes, which Graph sends as one string in no stable order, often with a leading space. */
    static Set<String> scopes(JsonNodeReader grant) throws ConnectorException {
        Set<String> scopes = new TreeSet<>();
        for (String scope : grant.optionalNonBlank("scope").orElse("").split("\\s+", -1)) {
            if (!scope.isEmpty()) {
                scopes.add(scope);
            }
        }
        return scopes;
    }

    /**
     * Returns the app that has a grant. If the app is not listed, returns an identity with only the object id: a grant
     * can still be listed shortly after its app was deleted, and a new app can appear shortly after its grants.
     */
    private static NonHumanIdentity holder(
            ConnectionId connection, Map<String, NonHumanIdentity> principals, String objectId) {
        NonHumanIdentity found = principals.get(objectId);
        return found != null
                ? found
                : NonHumanIdentity.of(
                                new IdentityId(connection, IdentityKind.OAUTH_CLIENT, objectId),
                                EntraConnector.PROVIDER,
                                "enterprise-app",
                                objectId)
                        .withAttributes(Map.of(EntraIds.OBJECT_ID, objectId));
    }
}
