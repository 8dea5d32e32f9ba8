package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The stream of app roles: what apps may do on their own in the whole tenant, without a signed-in user. All roles that
 * an app has for one API form one grant, so that an added role appears as an expansion of that grant.
 */
final class EntraAppRolesStream extends EntraListingStream {
    static final StreamId ID = new StreamId("app-roles");

    /** The prefix of the grant's key. The resource's object id follows it. */
    static final String KEY = "roles/";

    /** The number of apps per page. It is small, because each app costs one request in a batch. */
    private static final String PAGE_SIZE = "100";

    private static final GraphCollection COLLECTION =
            new GraphCollection("servicePrincipals", PAGE_SIZE, EntraPrincipalMapper::withSelection);

    EntraAppRolesStream() {
        super(
                StreamDefinition.listing(ID, "Application permissions: what apps may do on their own")
                        .withScopes(EntraScopes.APPLICATIONS),
                EntraIds.OBJECT_ID);
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        GraphPage page = COLLECTION.read(
                session, partition, from, EntraSettings.of(session).size().directoryLimit());
        return page.toPage(observations(session, page.values()));
    }

    /** Returns the URL of a service principal's app role assignments. */
    static GraphRequestUri assignments(String principalId) {
        return GraphRequestUri.of("servicePrincipals", principalId, "appRoleAssignments")
                .with("$top", GraphPage.LARGEST);
    }

    private static List<AccessObservation> observations(ProviderSession session, List<JsonNodeReader> principals)
            throws ConnectorException {
        List<GraphRequestUri> addresses = new ArrayList<>();
        for (JsonNodeReader principal : principals) {
            addresses.add(assignments(principal.nonBlank("id")));
        }
        List<Optional<JsonNodeReader>> answers = GraphBatch.get(session, addresses);
        Map<JsonNodeReader, List<JsonNodeReader>> assigned = new LinkedHashMap<>();
        Set<String> resources = new TreeSet<>();
        for (int i = 0; i < principals.size(); i++) {
            if (answers.get(i).isPresent()) {
                List<JsonNodeReader> all = GraphPage.all(session, answers.get(i).get());
                if (!all.isEmpty()) {
                    assigned.put(principals.get(i), all);
                }
                for (JsonNodeReader assignment : all) {
                    resources.add(assignment.nonBlank("resourceId"));
                }
            }
        }
        EntraAppRoleNames roles = EntraAppRoleNames.of(session, resources);
        Map<String, NonHumanIdentity> identities =
                new EntraPrincipalMapper(session).identities(List.copyOf(assigned.keySet()));
        List<AccessObservation> observed = new ArrayList<>();
        for (Map.Entry<JsonNodeReader, List<JsonNodeReader>> entry : assigned.entrySet()) {
            NonHumanIdentity identity =
                    Objects.requireNonNull(identities.get(entry.getKey().nonBlank("id")));
            for (Grant grant : grants(entry.getValue(), roles, identity)) {
                observed.add(new GrantObserved(identity, grant));
            }
        }
        return observed;
    }

    private static List<Grant> grants(
            List<JsonNodeReader> assignments, EntraAppRoleNames roles, NonHumanIdentity identity)
            throws ConnectorException {
        Map<String, Set<String>> scopes = new TreeMap<>();
        Map<String, Timestamp> latest = new TreeMap<>();
        for (JsonNodeReader assignment : assignments) {
            String resource = assignment.nonBlank("resourceId");
            scopes.computeIfAbsent(resource, _ -> new TreeSet<>())
                    .add(roles.name(resource, assignment.nonBlank("appRoleId")));
            latest.merge(resource, assignment.timestamp("createdDateTime"), Timestamp::latest);
        }
        List<Grant> grants = new ArrayList<>();
        scopes.forEach((resource, names) -> grants.add(Grant.of(
                        KEY + resource,
                        GrantSubject.tenant(),
                        roles.resource(resource),
                        PermissionKind.APPLICATION,
                        names)
                .withReach(ResourceReach.ALL)
                .withStanding(identity.standing())
                .withGranted(KnownOrUnknown.unknown(), latest.getOrDefault(resource, Timestamp.unknown()))));
        return grants;
    }
}
