package io.grantkeeper.simulator.github;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.RepositoryActions;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The routes for what the workflows of a repository can use: the names of secrets, and the subject of OIDC tokens. */
final class GitHubActionsRoutes {

    private GitHubActionsRoutes() {}

    static List<GitHubRoute> all() {
        return List.of(
                new GitHubRoute(
                        "GET",
                        "/repos/{owner}/{repo}/actions/secrets",
                        RouteRequirements.read("secrets", "repo"),
                        call -> secrets(call, RepositoryActions::secrets)),
                new GitHubRoute(
                        "GET",
                        "/repos/{owner}/{repo}/actions/organization-secrets",
                        RouteRequirements.read("secrets", "repo"),
                        call -> secrets(call, RepositoryActions::organizationSecrets)),
                new GitHubRoute(
                        "GET",
                        "/repos/{owner}/{repo}/actions/oidc/customization/sub",
                        RouteRequirements.read("actions", "repo"),
                        GitHubActionsRoutes::subject));
    }

    private static SimulatorResponse secrets(GitHubCall call, Function<RepositoryActions, List<String>> names) {
        return call.repository()
                .map(repository -> {
                    List<String> rows = names.apply(call.tenant().actionsOf(repository));
                    return GitHubPages.page(
                            call.request(),
                            rows,
                            name -> secret(name, repository.createdAt().toString()),
                            items -> object("total_count", rows.size(), "secrets", items));
                })
                .orElseGet(GitHubErrorResponses::notFound);
    }

    private static Map<String, @Nullable Object> secret(String name, String created) {
        return object("name", name, "created_at", created, "updated_at", created);
    }

    private static SimulatorResponse subject(GitHubCall call) {
        return call.repository()
                .map(repository -> {
                    List<String> keys = call.tenant().actionsOf(repository).claimKeys();
                    return SimulatorResponse.json(
                            200,
                            keys.isEmpty()
                                    ? object("use_default", true)
                                    : object("use_default", false, "include_claim_keys", keys));
                })
                .orElseGet(GitHubErrorResponses::notFound);
    }
}
