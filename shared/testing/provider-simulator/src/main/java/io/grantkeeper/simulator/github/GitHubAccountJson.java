package io.grantkeeper.simulator.github;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.GitHubAccount;
import io.grantkeeper.simulator.company.GitHubRepository;
import io.grantkeeper.simulator.company.OrganizationRole;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The full JSON representations of an organization and a user. */
final class GitHubAccountJson {

    private GitHubAccountJson() {}

    static Map<String, @Nullable Object> organization(GitHubCall call) {
        GitHubAccount account = call.tenant().organization();
        String url = call.request().baseUri() + "/orgs/" + account.login();
        long open = call.tenant().repositories().all().stream()
                .filter(repository -> !repository.isPrivate())
                .count();
        return object(
                "login",
                account.login(),
                "id",
                account.id(),
                "node_id",
                GitHubResponseJson.node("Organization", account.id()),
                "url",
                url,
                "repos_url",
                url + "/repos",
                "events_url",
                url + "/events",
                "hooks_url",
                url + "/hooks",
                "issues_url",
                url + "/issues",
                "members_url",
                url + "/members{/member}",
                "public_members_url",
                url + "/public_members{/member}",
                "avatar_url",
                "https://avatars.githubusercontent.com/u/" + account.id() + "?v=4",
                "description",
                null,
                "name",
                call.company().name(),
                "has_organization_projects",
                true,
                "has_repository_projects",
                true,
                "public_repos",
                open,
                "public_gists",
                0,
                "followers",
                0,
                "following",
                0,
                "html_url",
                "https://github.com/" + account.login(),
                "type",
                "Organization",
                "created_at",
                Company.START.minusSeconds(280_000_000),
                "updated_at",
                Company.START.minusSeconds(8_000_000),
                "archived_at",
                null,
                "total_private_repos",
                call.tenant().repositories().all().stream()
                        .filter(GitHubRepository::isPrivate)
                        .count(),
                "plan",
                object(
                        "name",
                        call.plan().enterprise() ? "enterprise" : "team",
                        "space",
                        976_562_499,
                        "private_repos",
                        999_999,
                        "seats",
                        call.tenant().members().size(),
                        "filled_seats",
                        call.tenant().members().size()));
    }

    static Map<String, @Nullable Object> role(GitHubCall call, OrganizationRole role) {
        return object(
                "id", role.id(),
                "name", role.name(),
                "description", "Can do what its permissions state.",
                "base_role", role.baseRole().isEmpty() ? null : role.baseRole(),
                "source", role.source(),
                "permissions", role.permissions(),
                "organization",
                        role.source().equals("Predefined")
                                ? null
                                : call.shapes().organizationAccount(),
                "created_at", call.company().clock().instant(),
                "updated_at", call.company().clock().instant());
    }

    static Map<String, @Nullable Object> user(GitHubCall call, GitHubAccount account) {
        var person = call.company().people().findByLogin(account.login());
        var fields = call.shapes().user(account);
        fields.putAll(object(
                "name",
                person.map(CompanyPerson::fullName),
                "company",
                person.map(known -> "@" + call.tenant().organization().login()),
                "blog",
                "",
                "location",
                null,
                "email",
                null,
                "hireable",
                null,
                "bio",
                null,
                "twitter_username",
                null,
                "public_repos",
                3,
                "public_gists",
                0,
                "followers",
                12,
                "following",
                9,
                "created_at",
                Company.START.minusSeconds(200_000_000),
                "updated_at",
                Company.START.minusSeconds(900_000)));
        return fields;
    }
}
