package io.grantkeeper.simulator.github;

import static io.grantkeeper.simulator.github.GitHubRoute.delete;
import static io.grantkeeper.simulator.github.GitHubRoute.get;
import static io.grantkeeper.simulator.github.RouteRequirements.anyToken;
import static io.grantkeeper.simulator.github.RouteRequirements.read;
import static io.grantkeeper.simulator.github.RouteRequirements.write;
import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.CodingAgentPolicy;
import io.grantkeeper.simulator.company.GitHubAccount;
import io.grantkeeper.simulator.company.GitHubApiUsage;
import io.grantkeeper.simulator.company.GitHubRepository;
import io.grantkeeper.simulator.company.OrganizationRole;
import io.grantkeeper.simulator.company.OrganizationSecret;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The routes for the organization's installations, people, repositories, webhooks, seats, secrets and usage. */
final class GitHubOrganizationRoutes {

    private GitHubOrganizationRoutes() {}

    static List<GitHubRoute> all() {
        return List.of(
                get("/orgs/{org}", anyToken(), GitHubOrganizationRoutes::organization),
                get("/users/{username}", anyToken(), GitHubOrganizationRoutes::user),
                get(
                        "/orgs/{org}/installations",
                        read("organization_administration", "admin:read"),
                        GitHubOrganizationRoutes::installations),
                get("/orgs/{org}/members", read("members", "read:org"), GitHubOrganizationRoutes::members),
                get(
                        "/orgs/{org}/organization-roles",
                        read("organization_custom_org_roles", "admin:org"),
                        GitHubOrganizationRoutes::roles),
                get(
                        "/orgs/{org}/organization-roles/{role_id}/users",
                        read("members", "admin:org"),
                        GitHubOrganizationRoutes::usersOfRole),
                get(
                        "/orgs/{org}/outside_collaborators",
                        read("members", "read:org"),
                        call -> GitHubPages.list(
                                call, call.tenant().outsideCollaborators().all(), call.shapes()::user)),
                get("/orgs/{org}/repos", read("metadata", "repo"), GitHubOrganizationRoutes::repositories),
                get(
                        "/orgs/{org}/hooks",
                        read("organization_hooks", "admin:org_hook"),
                        call -> GitHubPages.list(call, call.tenant().hooks().all(), call.shapes()::hook)),
                get(
                        "/orgs/{org}/hooks/{hook_id}",
                        read("organization_hooks", "admin:org_hook"),
                        GitHubOrganizationRoutes::hook),
                delete(
                        "/orgs/{org}/hooks/{hook_id}",
                        write("organization_hooks", "admin:org_hook"),
                        call -> deleted(call.company()
                                .onGitHub()
                                .removeHook(call.id("hook_id"), call.caller().actor(), call.now()))),
                get(
                        "/orgs/{org}/copilot/billing/seats",
                        read("organization_copilot_seat_management", "manage_billing:copilot"),
                        GitHubOrganizationRoutes::seats),
                get(
                        "/orgs/{org}/copilot/coding-agent/permissions",
                        read("organization_copilot_agent_settings", "admin:org"),
                        GitHubOrganizationRoutes::codingAgent),
                get(
                        "/orgs/{org}/copilot/coding-agent/permissions/repositories",
                        read("organization_copilot_agent_settings", "admin:org"),
                        GitHubOrganizationRoutes::codingAgentRepositories),
                get(
                        "/orgs/{org}/actions/secrets",
                        read("organization_secrets", "admin:org"),
                        call -> secrets(call, "actions")),
                get(
                        "/orgs/{org}/dependabot/secrets",
                        read("organization_secrets", "admin:org"),
                        call -> secrets(call, "dependabot")),
                get(
                        "/orgs/{org}/agents/secrets",
                        read("organization_secrets", "admin:org"),
                        call -> secrets(call, "agents")),
                get(
                        "/orgs/{org}/insights/api/subject-stats",
                        read("organization_api_insights", "read:org").withFeature(RouteRequirements.Feature.ENTERPRISE),
                        GitHubOrganizationRoutes::usage));
    }

    static SimulatorResponse deleted(boolean wasThere) {
        return wasThere ? SimulatorResponse.empty(204) : GitHubErrorResponses.notFound();
    }

    private static SimulatorResponse organization(GitHubCall call) {
        return SimulatorResponse.json(200, GitHubAccountJson.organization(call));
    }

    private static SimulatorResponse user(GitHubCall call) {
        Optional<GitHubAccount> account = call.company()
                .people()
                .findByLogin(call.variable("username"))
                .flatMap(person -> person.gitHub())
                .or(() -> call.tenant().outsideCollaborators().find(call.variable("username")));
        return account.map(found -> SimulatorResponse.json(200, GitHubAccountJson.user(call, found)))
                .orElseGet(GitHubErrorResponses::notFound);
    }

    private static SimulatorResponse installations(GitHubCall call) {
        var rows = call.tenant().installations().all();
        return GitHubPages.page(
                call.request(),
                rows,
                call.shapes()::installation,
                items -> object("total_count", rows.size(), "installations", items));
    }

    private static SimulatorResponse members(GitHubCall call) {
        String role = call.request().parameter("role").orElse("all");
        var tenant = call.tenant();
        return switch (role) {
            case "all" -> GitHubPages.list(call, tenant.members().all(), call.shapes()::user);
            case "admin" -> GitHubPages.list(call, tenant.owners().all(), call.shapes()::user);
            case "member" ->
                GitHubPages.list(
                        call,
                        tenant.members().all().stream()
                                .filter(member ->
                                        tenant.owners().find(member.login()).isEmpty())
                                .toList(),
                        call.shapes()::user);
            default -> GitHubErrorResponses.invalid("Validation Failed");
        };
    }

    private static SimulatorResponse roles(GitHubCall call) {
        List<OrganizationRole> roles = call.tenant().roles().all();
        return SimulatorResponse.json(
                200,
                object(
                        "total_count",
                        roles.size(),
                        "roles",
                        roles.stream()
                                .map(role -> GitHubAccountJson.role(call, role))
                                .toList()));
    }

    private static SimulatorResponse usersOfRole(GitHubCall call) {
        Optional<OrganizationRole> role = call.tenant().roles().find(call.id("role_id"));
        if (role.isEmpty()) {
            return GitHubErrorResponses.notFound();
        }
        List<GitHubAccount> users = call.tenant().members().all().stream()
                .filter(member -> role.get().users().contains(member.login())
                        || role.get().teamMembers().contains(member.login()))
                .toList();
        return GitHubPages.list(call, users, member -> {
            Map<String, @Nullable Object> fields = call.shapes().user(member);
            fields.put("assignment", role.get().users().contains(member.login()) ? "direct" : "indirect");
            return fields;
        });
    }

    private static SimulatorResponse repositories(GitHubCall call) {
        String type = call.request().parameter("type").orElse("all");
        List<GitHubRepository> rows = call.tenant().repositories().all();
        if (type.equals("private") || type.equals("public")) {
            rows = rows.stream()
                    .filter(repository -> repository.isPrivate() == type.equals("private"))
                    .toList();
        }
        return GitHubPages.list(call, rows, repository -> GitHubRepositoryJson.of(call.shapes(), repository));
    }

    private static SimulatorResponse hook(GitHubCall call) {
        return call.tenant()
                .hooks()
                .find(call.id("hook_id"))
                .map(hook -> SimulatorResponse.json(200, call.shapes().hook(hook)))
                .orElseGet(GitHubErrorResponses::notFound);
    }

    private static SimulatorResponse seats(GitHubCall call) {
        var rows = call.tenant().seats().all();
        return GitHubPages.page(
                call.request(), rows, call.shapes()::seat, items -> object("total_seats", rows.size(), "seats", items));
    }

    private static SimulatorResponse codingAgent(GitHubCall call) {
        CodingAgentPolicy policy = call.tenant().codingAgent();
        var fields = object("enabled_repositories", policy.enabledRepositories());
        if (policy.enabledRepositories().equals("selected")) {
            fields.put(
                    "selected_repositories_url",
                    call.request().baseUri() + call.request().path() + "/repositories");
        }
        return SimulatorResponse.json(200, fields);
    }

    private static SimulatorResponse codingAgentRepositories(GitHubCall call) {
        CodingAgentPolicy policy = call.tenant().codingAgent();
        if (!policy.enabledRepositories().equals("selected")) {
            return GitHubErrorResponses.error(409, "The coding agent's repository policy is not set to selected");
        }
        List<GitHubRepository> rows = policy.repositoryIds().stream()
                .flatMap(id -> call.tenant().repositories().find(id).stream())
                .toList();
        return GitHubPages.page(
                call.request(),
                rows,
                repository -> GitHubRepositoryJson.of(call.shapes(), repository),
                items -> object("total_count", rows.size(), "repositories", items));
    }

    private static SimulatorResponse secrets(GitHubCall call, String store) {
        List<OrganizationSecret> rows = call.tenant().secrets().all().stream()
                .filter(secret -> secret.store().equals(store))
                .toList();
        return GitHubPages.page(
                call.request(),
                rows,
                call.shapes()::secret,
                items -> object("total_count", rows.size(), "secrets", items));
    }

    private static SimulatorResponse usage(GitHubCall call) {
        if (call.request().parameter("min_timestamp").isEmpty()) {
            return GitHubErrorResponses.invalid("min_timestamp is required");
        }
        List<GitHubApiUsage> rows = call.tenant().usage().all();
        return GitHubPages.list(call, rows, call.shapes()::usage);
    }
}
