package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ListingCount;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.PersonObserved;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The stream of organization owners and of people's organization roles, assigned directly or through a team. Each of
 * these people is a separate row ({@link PersonId#rolesId}), because the listing of members contains no roles. A custom
 * role is recorded by its permissions and by the all-repository role on which it is based. Sources:
 * https://docs.github.com/en/rest/orgs/members#list-organization-members and
 * https://docs.github.com/en/rest/orgs/organization-roles
 */
final class GitHubOrganizationRolesStream {
    static final StreamId ID = new StreamId("organization-roles");

    private static final String SCHEME = "github-role";
    private static final String OWNER = "owner";

    /**
     * The prefix in the names of the predefined all-repository roles; the level follows it. A custom role names only
     * the level as its base role.
     */
    private static final String ALL_REPOSITORIES = "all_repo_";

    private GitHubOrganizationRolesStream() {}

    static StreamPage read(StreamPageRequest request) throws ConnectorException {
        GitHubClient api = new GitHubClient(request.session());
        GitHubIds ids = new GitHubIds(request.connection());
        Map<PersonId, Set<Alias>> roles = new TreeMap<>();
        for (JsonNodeReader owner : all(api, "/members", Map.of("role", "admin"))) {
            add(roles, ids, owner, Set.of(OWNER));
        }
        JsonNodeReader listed = JsonNodeReader.of(
                api.page(api.inOrganization("/organization-roles"), Map.of(), GitHubCredentials.AS_INSTALLATION));
        List<String> roleIds = new ArrayList<>();
        for (JsonNodeReader role : listed.list("roles")) {
            roleIds.add(role.id("id"));
            Set<String> names = names(role);
            for (JsonNodeReader user : all(api, "/organization-roles/" + role.id("id") + "/users", Map.of())) {
                add(roles, ids, user, names);
            }
        }
        List<AccessObservation> items = new ArrayList<>();
        roles.forEach((id, names) -> items.add(new PersonObserved(
                Person.of(id.rolesId(), id.externalId(), KnownOrUnknown.unknown(), EmploymentStatus.UNKNOWN)
                        .withAliases(names))));
        return StreamPage.last(items)
                .withCount(ListingCount.NONE.withTotal(roleIds, listed.optionalNumber("total_count")));
    }

    private static void add(Map<PersonId, Set<Alias>> roles, GitHubIds ids, JsonNodeReader user, Set<String> names)
            throws ConnectorException {
        Optional<PersonId> person = ids.human(user.text("login"));
        if (person.isPresent()) {
            Set<Alias> aliases = roles.computeIfAbsent(person.get(), _ -> new TreeSet<>());
            names.forEach(name -> aliases.add(new Alias(SCHEME, name)));
        }
    }

    private static Set<String> names(JsonNodeReader role) throws ConnectorException {
        Set<String> names = new TreeSet<>();
        names.add(role.text("name"));
        role.optionalNonBlankText("base_role").ifPresent(base -> names.add(ALL_REPOSITORIES + base));
        if (!role.optionalText("source").orElse("").equals("Predefined")) {
            for (JsonNodeReader permission : role.listOrEmpty("permissions")) {
                names.add(permission.text());
            }
        }
        return names;
    }

    /** Reads all pages of a listing of the organization. */
    private static List<JsonNodeReader> all(GitHubClient api, String path, Map<String, String> query)
            throws ConnectorException {
        List<JsonNodeReader> rows = new ArrayList<>();
        Optional<Integer> page = Optional.of(1);
        while (page.isPresent()) {
            Map<String, String> parameters = new TreeMap<>(query);
            parameters.put("page", page.get().toString());
            ProviderResponse response =
                    api.page(api.inOrganization(path), parameters, GitHubCredentials.AS_INSTALLATION);
            rows.addAll(JsonNodeReader.of(response).elements());
            page = GitHubPageNumber.after(page.get(), response);
        }
        return rows;
    }
}
