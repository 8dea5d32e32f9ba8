package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.StreamId;
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
 * App roles: what apps may do by themselves, over the whole tenant, with nobody signed in. What an app holds of one API
 * is one grant, so that one more role shows as its growth.
 */
final class AppRolesStream extends DirectoryListing {
    static final StreamId ID = new StreamId("app-roles");

    /** The grant's key begins with it; what follows is the resource's object id. */
    static final String KEY = "roles/";

    /** One request in a batch for each app. */
    private static final String PAGE_SIZE = "100";

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Application permissions: what apps may do by themselves";
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(Scopes.APPLICATIONS);
    }

    @Override
    String segmentOf(NonHumanIdentity holder) {
        return holder.attributes().getOrDefault(Identities.OBJECT_ID, "");
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        if (partition.segment().isPresent()) {
            Optional<JsonBody> one = Calls.find(
                    session,
                    Principals.shown(
                            Address.of("servicePrincipals", partition.segment().get())));
            return Page.last(observations(session, one.map(List::of).orElse(List.of())));
        }
        Address address = Principals.shown(Address.of("servicePrincipals").with("$top", PAGE_SIZE));
        GraphPage page = GraphPage.read(
                session,
                address,
                from.token().orElse(""),
                EntraSettings.of(session).size().directory());
        return page.toPage(observations(session, page.values()));
    }

    /** What a service principal was assigned, in the order of the principals. */
    static Address assignments(String principalId) {
        return Address.of("servicePrincipals", principalId, "appRoleAssignments")
                .with("$top", GraphPage.LARGEST);
    }

    private static List<Observation> observations(ProviderSession session, List<JsonBody> principals)
            throws ConnectorException {
        List<Address> addresses = new ArrayList<>();
        for (JsonBody principal : principals) {
            addresses.add(assignments(Read.required(principal, "id")));
        }
        List<Optional<JsonBody>> answers = Batch.get(session, addresses);
        Map<JsonBody, List<JsonBody>> assigned = new LinkedHashMap<>();
        Set<String> resources = new TreeSet<>();
        for (int i = 0; i < principals.size(); i++) {
            if (answers.get(i).isPresent()) {
                List<JsonBody> all = GraphPage.all(session, answers.get(i).get());
                if (!all.isEmpty()) {
                    assigned.put(principals.get(i), all);
                }
                for (JsonBody assignment : all) {
                    resources.add(Read.required(assignment, "resourceId"));
                }
            }
        }
        AppRoles roles = AppRoles.of(session, resources);
        Map<String, NonHumanIdentity> identities = new Principals(session).identities(List.copyOf(assigned.keySet()));
        List<Observation> observed = new ArrayList<>();
        for (Map.Entry<JsonBody, List<JsonBody>> entry : assigned.entrySet()) {
            NonHumanIdentity holder = Objects.requireNonNull(identities.get(Read.required(entry.getKey(), "id")));
            for (Grant grant : grants(entry.getValue(), roles, holder)) {
                observed.add(new GrantObserved(holder, grant));
            }
        }
        return observed;
    }

    private static List<Grant> grants(List<JsonBody> assignments, AppRoles roles, NonHumanIdentity holder)
            throws ConnectorException {
        Map<String, Set<String>> scopes = new TreeMap<>();
        Map<String, Moment> latest = new TreeMap<>();
        for (JsonBody assignment : assignments) {
            String resource = Read.required(assignment, "resourceId");
            scopes.computeIfAbsent(resource, _ -> new TreeSet<>())
                    .add(roles.name(resource, Read.required(assignment, "appRoleId")));
            latest.merge(resource, Read.moment(assignment, "createdDateTime"), Moment::latest);
        }
        List<Grant> grants = new ArrayList<>();
        scopes.forEach((resource, names) -> grants.add(Grant.of(
                        KEY + resource,
                        GrantSubject.tenant(),
                        roles.resource(resource),
                        PermissionKind.APPLICATION,
                        names)
                .withReach(ResourceReach.ALL)
                .withStanding(holder.standing())
                .withGranted(Knowledge.unknown(), latest.getOrDefault(resource, Moment.unknown()))));
        return grants;
    }
}
