package io.grantkeeper.simulator.github;

import static io.grantkeeper.simulator.http.Json.object;

import io.grantkeeper.simulator.company.ApiUsage;
import io.grantkeeper.simulator.company.CodingAgentPolicy;
import io.grantkeeper.simulator.company.GitHubAccount;
import io.grantkeeper.simulator.company.OrganizationSecret;
import io.grantkeeper.simulator.company.Repository;
import io.grantkeeper.simulator.http.Response;
import java.util.List;
import java.util.Optional;

/** What the organisation has: installations, people, repositories, webhooks, seats, secrets, usage. */
final class OrganizationRoutes {

    private OrganizationRoutes() {}

    static List<GitHubRoute> all() {
        return List.of(
                get("/orgs/{org}", Needs.anyToken(), OrganizationRoutes::organization),
                get("/users/{username}", Needs.anyToken(), OrganizationRoutes::user),
                get(
                        "/orgs/{org}/installations",
                        Needs.read("organization_administration", "admin:read"),
                        OrganizationRoutes::installations),
                get("/orgs/{org}/members", Needs.read("members", "read:org"), OrganizationRoutes::members),
                get(
                        "/orgs/{org}/outside_collaborators",
                        Needs.read("members", "read:org"),
                        call -> Pages.list(
                                call, call.tenant().outsideCollaborators().all(), call.shapes()::user)),
                get("/orgs/{org}/repos", Needs.read("metadata", "repo"), OrganizationRoutes::repositories),
                get(
                        "/orgs/{org}/hooks",
                        Needs.read("organization_hooks", "admin:org_hook"),
                        call -> Pages.list(call, call.tenant().hooks().all(), call.shapes()::hook)),
                get(
                        "/orgs/{org}/hooks/{hook_id}",
                        Needs.read("organization_hooks", "admin:org_hook"),
                        OrganizationRoutes::hook),
                new GitHubRoute(
                        "DELETE",
                        "/orgs/{org}/hooks/{hook_id}",
                        Needs.write("organization_hooks", "admin:org_hook"),
                        call -> gone(call.company()
                                .onGitHub()
                                .removeHook(call.id("hook_id"), call.caller().actor(), call.now()))),
                get(
                        "/orgs/{org}/copilot/billing/seats",
                        Needs.read("organization_copilot_seat_management", "manage_billing:copilot"),
                        OrganizationRoutes::seats),
                get(
                        "/orgs/{org}/copilot/coding-agent/permissions",
                        Needs.read("organization_copilot_agent_settings", "admin:org"),
                        OrganizationRoutes::codingAgent),
                get(
                        "/orgs/{org}/copilot/coding-agent/permissions/repositories",
                        Needs.read("organization_copilot_agent_settings", "admin:org"),
                        OrganizationRoutes::codingAgentRepositories),
                get(
                        "/orgs/{org}/actions/secrets",
                        Needs.read("organization_secrets", "admin:org"),
                        call -> secrets(call, "actions")),
                get(
                        "/orgs/{org}/dependabot/secrets",
                        Needs.read("organization_secrets", "admin:org"),
                        call -> secrets(call, "dependabot")),
                get(
                        "/orgs/{org}/agents/secrets",
                        Needs.read("organization_secrets", "admin:org"),
                        call -> secrets(call, "agents")),
                get(
                        "/orgs/{org}/insights/api/subject-stats",
                        Needs.read("organization_api_insights", "read:org").on(Needs.Feature.ENTERPRISE),
                        OrganizationRoutes::usage));
    }

    private static GitHubRoute get(String template, Needs needs, GitHubRoute.Action action) {
        return new GitHubRoute("GET", template, needs, action);
    }

    static Response gone(boolean wasThere) {
        return wasThere ? Response.empty(204) : Refusal.notFound();
    }

    private static Response organization(GitHubCall call) {
        return Response.json(200, AccountShapes.organization(call));
    }

    private static Response user(GitHubCall call) {
        Optional<GitHubAccount> account = call.company()
                .people()
                .findByLogin(call.variable("username"))
                .flatMap(person -> person.gitHub())
                .or(() -> call.tenant().outsideCollaborators().find(call.variable("username")));
        return account.map(found -> Response.json(200, AccountShapes.user(call, found)))
                .orElseGet(Refusal::notFound);
    }

    private static Response installations(GitHubCall call) {
        var rows = call.tenant().installations().all();
        return Pages.page(
                call.request(),
                rows,
                call.shapes()::installation,
                items -> object("total_count", rows.size(), "installations", items));
    }

    private static Response members(GitHubCall call) {
        String role = call.request().parameter("role").orElse("all");
        var tenant = call.tenant();
        return switch (role) {
            case "all" -> Pages.list(call, tenant.members().all(), call.shapes()::user);
            case "admin" -> Pages.list(call, tenant.owners().all(), call.shapes()::user);
            case "member" ->
                Pages.list(
                        call,
                        tenant.members().all().stream()
                                .filter(member ->
                                        tenant.owners().find(member.login()).isEmpty())
                                .toList(),
                        call.shapes()::user);
            default -> Refusal.invalid("Validation Failed");
        };
    }

    private static Response repositories(GitHubCall call) {
        String type = call.request().parameter("type").orElse("all");
        List<Repository> rows = call.tenant().repositories().all();
        if (type.equals("private") || type.equals("public")) {
            rows = rows.stream()
                    .filter(repository -> repository.isPrivate() == type.equals("private"))
                    .toList();
        }
        return Pages.list(call, rows, repository -> RepositoryShape.of(call.shapes(), repository));
    }

    private static Response hook(GitHubCall call) {
        return call.tenant()
                .hooks()
                .find(call.id("hook_id"))
                .map(hook -> Response.json(200, call.shapes().hook(hook)))
                .orElseGet(Refusal::notFound);
    }

    private static Response seats(GitHubCall call) {
        var rows = call.tenant().seats().all();
        return Pages.page(
                call.request(), rows, call.shapes()::seat, items -> object("total_seats", rows.size(), "seats", items));
    }

    private static Response codingAgent(GitHubCall call) {
        CodingAgentPolicy policy = call.tenant().codingAgent();
        var fields = object("enabled_repositories", policy.enabledRepositories());
        if (policy.enabledRepositories().equals("selected")) {
            fields.put(
                    "selected_repositories_url",
                    call.request().baseUri() + call.request().path() + "/repositories");
        }
        return Response.json(200, fields);
    }

    private static Response codingAgentRepositories(GitHubCall call) {
        CodingAgentPolicy policy = call.tenant().codingAgent();
        if (!policy.enabledRepositories().equals("selected")) {
            return Refusal.error(409, "The coding agent's repository policy is not set to selected");
        }
        List<Repository> rows = policy.repositoryIds().stream()
                .flatMap(id -> call.tenant().repositories().find(id).stream())
                .toList();
        return Pages.page(
                call.request(),
                rows,
                repository -> RepositoryShape.of(call.shapes(), repository),
                items -> object("total_count", rows.size(), "repositories", items));
    }

    private static Response secrets(GitHubCall call, String store) {
        List<OrganizationSecret> rows = call.tenant().secrets().all().stream()
                .filter(secret -> secret.store().equals(store))
                .toList();
        return Pages.page(
                call.request(),
                rows,
                call.shapes()::secret,
                items -> object("total_count", rows.size(), "secrets", items));
    }

    private static Response usage(GitHubCall call) {
        if (call.request().parameter("min_timestamp").isEmpty()) {
            return Refusal.invalid("min_timestamp is required");
        }
        List<ApiUsage> rows = call.tenant().usage().all();
        return Pages.list(call, rows, call.shapes()::usage);
    }
}
