package io.grantkeeper.simulator.github;

import static io.grantkeeper.simulator.github.GitHubRoute.get;
import static io.grantkeeper.simulator.github.GitHubRoute.post;
import static io.grantkeeper.simulator.github.RouteRequirements.app;
import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.GitHubInstallation;
import io.grantkeeper.simulator.company.GitHubRepository;
import io.grantkeeper.simulator.http.SimulatorJson;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The routes through which Grantkeeper's own app reads its own data and requests its installation tokens. */
final class GitHubAppRoutes {

    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final GrantkeeperGitHubApp app;
    private final GitHubTokenIssuer tokens;

    GitHubAppRoutes(GrantkeeperGitHubApp app, GitHubTokenIssuer tokens) {
        this.app = app;
        this.tokens = tokens;
    }

    List<GitHubRoute> all() {
        return List.of(
                get("/app", app(), this::self),
                get("/app/installations", app(), this::installations),
                get("/app/installations/{installation_id}", app(), this::installation),
                get("/orgs/{org}/installation", app(), this::inOrganization),
                post("/app/installations/{installation_id}/access_tokens", app(), this::issue),
                get("/installation/repositories", RouteRequirements.installation("", ""), this::repositories));
    }

    private SimulatorResponse self(GitHubCall call) {
        return SimulatorResponse.json(
                200,
                object(
                        "id", app.id(),
                        "slug", app.slug(),
                        "node_id", GitHubResponseJson.node("App", app.id()),
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

    private SimulatorResponse installations(GitHubCall call) {
        Optional<GitHubInstallation> own = own(call);
        return GitHubPages.list(call, own.map(List::of).orElse(List.of()), call.shapes()::installation);
    }

    private SimulatorResponse installation(GitHubCall call) {
        return own(call)
                .filter(found -> found.id() == call.id("installation_id"))
                .map(found -> SimulatorResponse.json(200, call.shapes().installation(found)))
                .orElseGet(GitHubErrorResponses::notFound);
    }

    private SimulatorResponse inOrganization(GitHubCall call) {
        return own(call)
                .map(found -> SimulatorResponse.json(200, call.shapes().installation(found)))
                .orElseGet(GitHubErrorResponses::notFound);
    }

    private Optional<GitHubInstallation> own(GitHubCall call) {
        return call.tenant().installations().all().stream()
                .filter(installation -> installation.appId() == app.id())
                .findFirst();
    }

    private SimulatorResponse issue(GitHubCall call) {
        Optional<GitHubInstallation> found =
                own(call).filter(installation -> installation.id() == call.id("installation_id"));
        if (found.isEmpty()) {
            return GitHubErrorResponses.notFound();
        }
        GitHubInstallation installation = found.get();
        if (installation.suspendedAt().isPresent()) {
            return GitHubErrorResponses.error(403, "This installation has been suspended");
        }
        JsonNode body = SimulatorJson.read(call.request().body());
        Map<String, String> permissions = new TreeMap<>();
        for (var asked : body.path("permissions").properties()) {
            String level = asked.getValue().asString("");
            if (!GitHubRoutePermissions.allows(installation.permissions(), asked.getKey(), level)) {
                return GitHubErrorResponses.invalid("The permissions requested are not granted to this installation.");
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

    private SimulatorResponse issued(
            GitHubCall call,
            GitHubInstallation installation,
            Map<String, String> permissions,
            List<Long> repositoryIds) {
        Instant expiresAt = call.now().plus(TOKEN_LIFE);
        String token = tokens.issue(
                "ghs_",
                new GitHubCaller.Installed(installation.id(), app.slug(), permissions, List.copyOf(repositoryIds)),
                expiresAt);
        var fields = object(
                "token", token,
                "expires_at", expiresAt,
                "permissions", permissions,
                "repository_selection", installation.allRepositories() && repositoryIds.isEmpty() ? "all" : "selected");
        return SimulatorResponse.json(201, fields);
    }

    private SimulatorResponse repositories(GitHubCall call) {
        List<Long> narrowed =
                call.caller() instanceof GitHubCaller.Installed installed ? installed.repositoryIds() : List.of();
        List<GitHubRepository> rows = call.tenant().repositories().all().stream()
                .filter(repository -> narrowed.isEmpty() || narrowed.contains(repository.id()))
                .toList();
        return GitHubPages.page(
                call.request(),
                rows,
                repository -> GitHubRepositoryJson.of(call.shapes(), repository),
                items -> object(
                        "total_count",
                        rows.size(),
                        "repository_selection",
                        narrowed.isEmpty() ? "all" : "selected",
                        "repositories",
                        items));
    }
}
