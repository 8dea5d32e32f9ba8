package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.PersonObserved;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
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
 * The stream of directory roles of people, assigned directly or through a role-assignable group. Each administrator is a
 * separate row ({@link PersonId#rolesId}), because the listing of people contains no roles. Groups with roles cannot
 * contain groups, so their direct members are all that have the role. A role for an administrative unit or one app is
 * recorded as some role whose reach is not known. Eligible assignments that nobody has activated are not listed. Sources:
 * https://learn.microsoft.com/en-us/graph/api/rbacapplication-list-roleassignments and
 * https://learn.microsoft.com/en-us/entra/identity/role-based-access-control/groups-concept
 */
final class EntraDirectoryRolesStream extends EntraListingStream {
    static final StreamId ID = new StreamId("directory-roles");

    private static final String SCHEME = "entra-role";
    private static final String SOME = "delegated-admin";
    private static final String USER = "user";
    private static final String GROUP = "group";
    private static final String WHOLE_DIRECTORY = "/";

    /** An administrator's name and roles. */
    private record Administrator(String name, Set<Alias> roles) {}

    EntraDirectoryRolesStream() {
        super(StreamDefinition.listing(ID, "Directory roles of people")
                .withScopes(EntraScopes.DIRECTORY_ROLES, EntraScopes.GROUP_MEMBERS));
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
        Map<String, Administrator> administrators = new TreeMap<>();
        Map<String, List<JsonNodeReader>> members = new TreeMap<>();
        for (JsonNodeReader assignment : all(
                session,
                GraphRequestUri.of("roleManagement", "directory", "roleAssignments")
                        .with("$expand", "principal"))) {
            String definition = assignment.nonBlank("roleDefinitionId");
            boolean everywhere = assignment
                    .optionalNonBlank("directoryScopeId")
                    .filter(WHOLE_DIRECTORY::equals)
                    .isPresent();
            Alias role = new Alias(SCHEME, everywhere ? names.getOrDefault(definition, SOME) : SOME);
            Optional<JsonNodeReader> principal = assignment.optionalObject("principal");
            if (principal.isPresent()) {
                String id = principal.get().nonBlank("id");
                String type = EntraJson.type(principal.get());
                if (type.equals(USER)) {
                    add(administrators, principal.get(), role);
                } else if (type.equals(GROUP)) {
                    if (!members.containsKey(id)) {
                        members.put(id, members(session, id));
                    }
                    for (JsonNodeReader member : members.getOrDefault(id, List.of())) {
                        add(administrators, member, role);
                    }
                }
            }
        }
        List<Observation> observed = new ArrayList<>();
        administrators.forEach((id, administrator) -> {
            if (partition.segment().filter(segment -> !segment.equals(id)).isEmpty()) {
                observed.add(new PersonObserved(Person.of(
                                new PersonId(session.connection().id(), id).rolesId(),
                                administrator.name(),
                                Knowledge.unknown(),
                                EmploymentStatus.UNKNOWN)
                        .withAliases(administrator.roles())));
            }
        });
        return StreamPage.last(observed);
    }

    private static void add(Map<String, Administrator> administrators, JsonNodeReader user, Alias role)
            throws ConnectorException {
        String id = user.nonBlank("id");
        String name = user.optionalNonBlank("displayName").orElse(id);
        administrators
                .computeIfAbsent(id, _ -> new Administrator(name, new TreeSet<>()))
                .roles()
                .add(role);
    }

    /** Returns the people who are members of a group. */
    private static List<JsonNodeReader> members(ProviderSession session, String group) throws ConnectorException {
        List<JsonNodeReader> people = new ArrayList<>();
        for (JsonNodeReader member : all(
                session,
                GraphRequestUri.of("groups", group, "members")
                        .with("$top", GraphPage.LARGEST)
                        .select("id,displayName"))) {
            if (EntraJson.type(member).equals(USER)) {
                people.add(member);
            }
        }
        return people;
    }

    private static List<JsonNodeReader> all(ProviderSession session, GraphRequestUri address)
            throws ConnectorException {
        EntraSettings settings = EntraSettings.of(session);
        return GraphPage.all(
                session,
                EntraClient.get(session, address.uri(settings), settings.size().directoryLimit()));
    }

    @Override
    public String segmentOf(Observation observation) {
        return observation instanceof PersonObserved(Person person)
                ? person.id().account().externalId()
                : "";
    }
}
