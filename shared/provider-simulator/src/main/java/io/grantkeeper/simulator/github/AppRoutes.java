package io.grantkeeper.simulator.github;

import static io.grantkeeper.simulator.http.Json.object;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.Installation;
import io.grantkeeper.simulator.company.Repository;
import io.grantkeeper.simulator.http.Json;
import io.grantkeeper.simulator.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What one's own app may ask about itself, and the tokens it gets for its installations. */
final class AppRoutes {

    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final OwnApp app;
    private final TokenDesk tokens;

    AppRoutes(OwnApp app, TokenDesk tokens) {
        this.app = app;
        this.tokens = tokens;
    }

    List<GitHubRoute> all() {
        return List.of(
                new GitHubRoute("GET", "/app", Needs.app(), this::self),
                new GitHubRoute("GET", "/app/installations", Needs.app(), this::installations),
                new GitHubRoute("GET", "/app/installations/{installation_id}", Needs.app(), this::installation),
                new GitHubRoute("GET", "/orgs/{org}/installation", Needs.app(), this::inOrganization),
                new GitHubRoute("POST", "/app/installations/{installation_id}/access_tokens", Needs.app(), this::issue),
                new GitHubRoute("GET", "/installation/repositories", Needs.installation("", ""), this::repositories));
    }

    private Response self(GitHubCall call) {
        return Response.json(
                200,
                object(
                        "id", app.id(),
                        "slug", app.slug(),
                        "node_id", Shapes.node("App", app.id()),
                        "client_id", app.clientId(),
                        "owner", call.shapes().organizationAccount(),
                        "name", app.name(),
                        "description", "",
                        "external_url", "https://grantkeeper.example",
                        "html_url", "https://github.com/apps/" + app.slug(),
                        "created_at", Company.START.minus(Duration.ofDays(90)),
                        "updated_at", Company.START.minus(Duration.ofDays(30)),
                        "permissions", app.permissions(),
                        "events", List.of("organization", "personal_access_token_request"),
                        "installations_count", 1));
    }

    private Response installations(GitHubCall call) {
        Optional<Installation> own = own(call);
        return Pages.list(call, own.map(List::of).orElse(List.of()), call.shapes()::installation);
    }

    private Response installation(GitHubCall call) {
        return own(call)
                .filter(found -> found.id() == call.id("installation_id"))
                .map(found -> Response.json(200, call.shapes().installation(found)))
                .orElseGet(Refusal::notFound);
    }

    private Response inOrganization(GitHubCall call) {
        return own(call)
                .map(found -> Response.json(200, call.shapes().installation(found)))
                .orElseGet(Refusal::notFound);
    }

    private Optional<Installation> own(GitHubCall call) {
        return call.tenant().installations().all().stream()
                .filter(installation -> installation.appId() == app.id())
                .findFirst();
    }

    private Response issue(GitHubCall call) {
        Optional<Installation> found =
                own(call).filter(installation -> installation.id() == call.id("installation_id"));
        if (found.isEmpty()) {
            return Refusal.notFound();
        }
        Installation installation = found.get();
        if (installation.suspendedAt().isPresent()) {
            return Refusal.error(403, "This installation has been suspended");
        }
        JsonNode body = Json.read(call.request().body());
        Map<String, String> permissions = new TreeMap<>();
        for (var asked : body.path("permissions").properties()) {
            String level = asked.getValue().asString("");
            if (!Permissions.allows(installation.permissions(), asked.getKey(), level)) {
                return Refusal.invalid("The permissions requested are not granted to this installation.");
            }
            permissions.put(asked.getKey(), level);
        }
        if (permissions.isEmpty()) {
            permissions.putAll(installation.permissions());
        }
        List<Long> repositoryIds = new ArrayList<>();
        body.path("repository_ids").forEach(id -> repositoryIds.add(id.asLong(-1)));
        return issued(call, installation, permissions, repositoryIds);
    }

    private Response issued(
            GitHubCall call, Installation installation, Map<String, String> permissions, List<Long> repositoryIds) {
        Instant expiresAt = call.now().plus(TOKEN_LIFE);
        String token = tokens.issue(
                "ghs_",
                new Caller.Installed(installation.id(), app.slug(), permissions, List.copyOf(repositoryIds)),
                expiresAt);
        var fields = object(
                "token", token,
                "expires_at", expiresAt,
                "permissions", permissions,
                "repository_selection", installation.allRepositories() && repositoryIds.isEmpty() ? "all" : "selected");
        return Response.json(201, fields);
    }

    private Response repositories(GitHubCall call) {
        List<Long> narrowed =
                call.caller() instanceof Caller.Installed installed ? installed.repositoryIds() : List.of();
        List<Repository> rows = call.tenant().repositories().all().stream()
                .filter(repository -> narrowed.isEmpty() || narrowed.contains(repository.id()))
                .toList();
        return Pages.page(
                call.request(),
                rows,
                repository -> RepositoryShape.of(call.shapes(), repository),
                items -> object(
                        "total_count",
                        rows.size(),
                        "repository_selection",
                        narrowed.isEmpty() ? "all" : "selected",
                        "repositories",
                        items));
    }
}
