package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.AccessObservation.PersonObserved;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The stream of directory roles of people and apps, assigned directly or through a role-assignable group. An app's role
 * is recorded as a grant to the app. Each administrator who is a person is a separate row ({@link PersonId#rolesId}),
 * because the listing of people contains no roles. Groups with roles cannot contain groups, so only a group's direct
 * members have its role. If a person's role covers only an administrative unit or one app, it is recorded as an
 * unspecified role with unknown reach.
 *
 * <p>A role that a person can activate in Privileged Identity Management is recorded as a separate alias. Only people
 * can activate roles. A tenant without a license for Privileged Identity Management has no such assignments. Sources:
 * https://learn.microsoft.com/en-us/graph/api/rbacapplication-list-roleassignments,
 * https://learn.microsoft.com/en-us/graph/api/rbacapplication-list-roleeligibilityscheduleinstances,
 * https://learn.microsoft.com/en-us/entra/identity/role-based-access-control/groups-concept and
 * https://learn.microsoft.com/en-us/entra/id-governance/privileged-identity-management/pim-how-to-add-role-to-user
 */
final class EntraDirectoryRolesStream extends EntraListingStream {
    static final StreamId ID = new StreamId("directory-roles");

    /** The key prefix of a grant for a directory role. The role definition's id follows it. */
    static final String KEY = "directory-role/";

    /** The prefix of the permission in a grant for a directory role. The role's name follows it. */
    static final String ROLE_PREFIX = "role:";

    private static final String SCHEME = "entra-role";
    private static final String ELIGIBLE = "entra-role-eligible";
    private static final String SOME = "delegated-admin";
    private static final String USER = "user";
    private static final String GROUP = "group";
    private static final Set<String> APPS =
            Set.of("servicePrincipal", "agentIdentity", "agentIdentityBlueprintPrincipal");
    private static final String WHOLE_DIRECTORY = "/";

    /** An administrator's name and roles. */
    private record Administrator(String name, Set<Alias> roles) {}

    /** An app's role, which covers the whole directory or a part of it. */
    private record AppRole(String name, boolean everywhere) {
        AppRole wider(AppRole other) {
            return everywhere ? this : other;
        }

        Grant grant(String definition, ProviderStatus standing) {
            return Grant.of(
                            KEY + definition,
                            GrantSubject.tenant(),
                            "Microsoft Entra ID",
                            PermissionKind.APPLICATION,
                            Set.of(ROLE_PREFIX + name))
                    .withReach(everywhere ? ResourceReach.ALL : ResourceReach.SELECTED)
                    .withStanding(standing);
        }
    }

    EntraDirectoryRolesStream() {
        super(StreamDefinition.listing(ID, "Directory roles of people and apps")
                .withScopes(EntraScopes.DIRECTORY_ROLES, EntraScopes.GROUP_MEMBERS, EntraScopes.APPLICATIONS));
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        Map<String, String> names = new TreeMap<>();
        for (JsonNodeReader role : all(
                session,
                GraphRequestUri.of("roleManagement", "directory", "roleDefinitions")
                        .select("id,displayName"))) {
            names.put(role.nonBlank("id"), role.nonBlank("displayName"));
        }
        Holders holders = new Holders(session, names);
        for (JsonNodeReader assignment : all(session, schedules("roleAssignments"))) {
            holders.addHeld(assignment);
        }
        for (JsonNodeReader assignment : eligible(session)) {
            holders.addEligible(assignment);
        }
        List<AccessObservation> observed = new ArrayList<>();
        if (partition.segment().isEmpty()) {
            Map<String, NonHumanIdentity> identities =
                    new EntraPrincipalMapper(session).byObjectId(holders.apps.keySet());
            holders.apps.forEach((id, roles) -> {
                NonHumanIdentity holder = identities.get(id);
                if (holder != null) {
                    roles.forEach((definition, role) ->
                            observed.add(new GrantObserved(holder, role.grant(definition, holder.standing()))));
                }
            });
        }
        holders.administrators.forEach((id, administrator) -> {
            if (partition.segment().filter(segment -> !segment.equals(id)).isEmpty()) {
                observed.add(new PersonObserved(Person.of(
                                new PersonId(session.connection().id(), id).rolesId(),
                                administrator.name(),
                                KnownOrUnknown.unknown(),
                                EmploymentStatus.UNKNOWN)
                        .withAliases(administrator.roles())));
            }
        });
        return StreamPage.last(observed);
    }

    private static GraphRequestUri schedules(String collection) {
        return GraphRequestUri.of("roleManagement", "directory", collection).with("$expand", "principal");
    }

    /** Returns the roles that people can activate, or an empty list if the tenant has no license for activation. */
    private static List<JsonNodeReader> eligible(ProviderSession session) throws ConnectorException {
        try {
            return all(session, schedules("roleEligibilityScheduleInstances"));
        } catch (ConnectorException e) {
            if (e.problem() instanceof NotOffered) {
                return List.of();
            }
            throw e;
        }
    }

    /** The people and apps that have roles, by object id. */
    private static final class Holders {
        private final ProviderSession session;
        private final Map<String, String> names;
        private final Map<String, Administrator> administrators = new TreeMap<>();
        private final Map<String, Map<String, AppRole>> apps = new TreeMap<>();
        private final Map<String, List<JsonNodeReader>> members = new TreeMap<>();

        Holders(ProviderSession session, Map<String, String> names) {
            this.session = session;
            this.names = names;
        }

        void addHeld(JsonNodeReader assignment) throws ConnectorException {
            String definition = assignment.nonBlank("roleDefinitionId");
            boolean everywhere = isEverywhere(assignment);
            Alias role = new Alias(SCHEME, everywhere ? names.getOrDefault(definition, SOME) : SOME);
            AppRole ofApp = new AppRole(names.getOrDefault(definition, definition), everywhere);
            for (JsonNodeReader holder : holders(assignment)) {
                if (EntraJson.type(holder).equals(USER)) {
                    add(holder, role);
                } else {
                    apps.computeIfAbsent(holder.nonBlank("id"), _ -> new TreeMap<>())
                            .merge(definition, ofApp, AppRole::wider);
                }
            }
        }

        /** Adds a role that people can activate for the whole directory. */
        void addEligible(JsonNodeReader assignment) throws ConnectorException {
            String name = names.get(assignment.nonBlank("roleDefinitionId"));
            if (name != null && isEverywhere(assignment)) {
                for (JsonNodeReader holder : holders(assignment)) {
                    if (EntraJson.type(holder).equals(USER)) {
                        add(holder, new Alias(ELIGIBLE, name));
                    }
                }
            }
        }

        private static boolean isEverywhere(JsonNodeReader assignment) throws ConnectorException {
            return assignment
                    .optionalNonBlank("directoryScopeId")
                    .filter(WHOLE_DIRECTORY::equals)
                    .isPresent();
        }

        /** Returns the people and apps to which an assignment gives a role, including members of a group. */
        private List<JsonNodeReader> holders(JsonNodeReader assignment) throws ConnectorException {
            Optional<JsonNodeReader> principal = assignment.optionalObject("principal");
            if (principal.isEmpty()) {
                return List.of();
            }
            String type = EntraJson.type(principal.get());
            if (!type.equals(GROUP)) {
                return canHold(type) ? List.of(principal.get()) : List.of();
            }
            String group = principal.get().nonBlank("id");
            if (!members.containsKey(group)) {
                members.put(group, membersOf(group));
            }
            return members.getOrDefault(group, List.of());
        }

        private List<JsonNodeReader> membersOf(String group) throws ConnectorException {
            List<JsonNodeReader> found = new ArrayList<>();
            for (JsonNodeReader member : all(
                    session,
                    GraphRequestUri.of("groups", group, "members")
                            .with("$top", GraphPage.LARGEST)
                            .select("id,displayName"))) {
                if (canHold(EntraJson.type(member))) {
                    found.add(member);
                }
            }
            return found;
        }

        private static boolean canHold(String type) {
            return type.equals(USER) || APPS.contains(type);
        }

        private void add(JsonNodeReader user, Alias role) throws ConnectorException {
            String id = user.nonBlank("id");
            String name = user.optionalNonBlank("displayName").orElse(id);
            administrators
                    .computeIfAbsent(id, _ -> new Administrator(name, new TreeSet<>()))
                    .roles()
                    .add(role);
        }
    }

    private static List<JsonNodeReader> all(ProviderSession session, GraphRequestUri address)
            throws ConnectorException {
        EntraSettings settings = EntraSettings.of(session);
        return GraphPage.all(
                session,
                EntraClient.get(session, address.uri(settings), settings.size().directoryLimit()));
    }

    @Override
    public String segmentOf(AccessObservation observation) {
        return observation instanceof PersonObserved(Person person)
                ? person.id().account().externalId()
                : "";
    }
}
