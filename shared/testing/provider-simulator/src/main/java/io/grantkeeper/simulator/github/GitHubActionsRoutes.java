package io.grantkeeper.simulator.github;

import static io.grantkeeper.simulator.github.GitHubRoute.get;
import static io.grantkeeper.simulator.github.RouteRequirements.read;
import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.GitHubRepositoryWorkflowAccess;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The routes for the names of the secrets that a repository's workflows can use, and for the subject of their OIDC
 * tokens.
 */
final class GitHubActionsRoutes {

    private GitHubActionsRoutes() {}

    static List<GitHubRoute> all() {
        return List.of(
                get(
                        "/repos/{owner}/{repo}/actions/secrets",
                        read("secrets", "repo"),
                        call -> secrets(call, GitHubRepositoryWorkflowAccess::secrets)),
                get(
                        "/repos/{owner}/{repo}/actions/organization-secrets",
                        read("secrets", "repo"),
                        call -> secrets(call, GitHubRepositoryWorkflowAccess::organizationSecrets)),
                get(
                        "/repos/{owner}/{repo}/actions/oidc/customization/sub",
                        read("actions", "repo"),
                        GitHubActionsRoutes::subject),
                get(
                        "/orgs/{org}/actions/oidc/customization/sub",
                        read("organization_administration", "read:org"),
                        call -> SimulatorResponse.json(
                                200, object("include_claim_keys", call.tenant().claimKeys()))));
    }

    private static SimulatorResponse secrets(
            GitHubCall call, Function<GitHubRepositoryWorkflowAccess, List<String>> names) {
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
                    if (keys.equals(GitHubRepositoryWorkflowAccess.TEMPLATE_OF_ORGANIZATION)) {
                        return SimulatorResponse.json(200, object("use_default", false));
                    }
                    return SimulatorResponse.json(
                            200,
                            keys.isEmpty()
                                    ? object("use_default", true)
                                    : object("use_default", false, "include_claim_keys", keys));
                })
                .orElseGet(GitHubErrorResponses::notFound);
    }
}
