package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
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
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Delegated grants: what an app may do for one person, or for everyone, with the signed-in person's rights. Graph tells
 * neither when one was given nor when it was last used; the directory audit does.
 */
final class DelegatedGrantsStream extends DirectoryListing {
    static final StreamId ID = new StreamId("delegated-grants");

    private static final String COLLECTION = "oauth2PermissionGrants";

    /** In a large tenant every page names nearly all apps, so the apps are looked up for ten pages at once. */
    private static final int PAGES_AT_ONCE = 10;

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Consents: what apps may do for people";
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(Scopes.GRANTS, Scopes.APPLICATIONS);
    }

    @Override
    String segmentOf(NonHumanIdentity holder) {
        return holder.attributes().getOrDefault(Identities.OBJECT_ID, "");
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        Optional<String> client = partition.segment();
        Address address =
                client.isPresent() ? Address.of("servicePrincipals", client.get(), COLLECTION) : Address.of(COLLECTION);
        address.with("$top", GraphPage.LARGEST);
        EntraSettings settings = EntraSettings.of(session);
        GraphPage page;
        try {
            page = GraphPage.read(
                    session, address, from.token().orElse(""), settings.size().directory(), PAGES_AT_ONCE);
        } catch (ConnectorException e) {
            // With the app its grants are gone.
            if (client.isPresent() && e.problem() instanceof NotFound) {
                return Page.last(List.of());
            }
            throw e;
        }
        return page.toPage(observations(session, page.values()));
    }

    private static List<Observation> observations(ProviderSession session, List<JsonBody> grants)
            throws ConnectorException {
        Set<String> ids = new TreeSet<>();
        for (JsonBody grant : grants) {
            ids.add(Read.required(grant, "clientId"));
            ids.add(Read.required(grant, "resourceId"));
        }
        ConnectionId connection = session.connection().id();
        Map<String, NonHumanIdentity> principals = new Principals(session).byObjectId(ids);
        List<Observation> observed = new ArrayList<>();
        for (JsonBody grant : grants) {
            NonHumanIdentity holder = holder(connection, principals, Read.required(grant, "clientId"));
            observed.add(new GrantObserved(holder, grant(connection, grant, holder, principals)));
        }
        return observed;
    }

    private static Grant grant(
            ConnectionId connection, JsonBody grant, NonHumanIdentity holder, Map<String, NonHumanIdentity> principals)
            throws ConnectorException {
        Optional<PersonId> person = Read.optional(grant, "principalId").map(id -> new PersonId(connection, id));
        String resourceId = Read.required(grant, "resourceId");
        NonHumanIdentity resource = principals.get(resourceId);
        return Grant.of(
                        Read.required(grant, "id"),
                        person.<GrantSubject>map(GrantSubject::person).orElseGet(GrantSubject::tenant),
                        resource == null ? resourceId : resource.id().externalId(),
                        PermissionKind.DELEGATED,
                        scopes(grant))
                .withReach(ResourceReach.ALL)
                .withStanding(holder.standing())
                .withGranted(Knowledge.ofNullable(person.orElse(null)), Moment.unknown());
    }

    /** One text, in no stable order, often with a blank in front. */
    static Set<String> scopes(JsonBody grant) throws ConnectorException {
        Set<String> scopes = new TreeSet<>();
        for (String scope : Read.optional(grant, "scope").orElse("").split("\\s+", -1)) {
            if (!scope.isEmpty()) {
                scopes.add(scope);
            }
        }
        return scopes;
    }

    /** A grant can be listed a little longer than its app, and a new app a little later than its grants. */
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
                        .withAttributes(Map.of(Identities.OBJECT_ID, objectId));
    }
}
