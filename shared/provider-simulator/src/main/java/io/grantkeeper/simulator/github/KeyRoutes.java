package io.grantkeeper.simulator.github;

import io.grantkeeper.simulator.company.DeployKey;
import io.grantkeeper.simulator.company.Repository;
import io.grantkeeper.simulator.http.Response;
import java.util.List;
import java.util.Optional;

/** Deploy keys, repository by repository. */
final class KeyRoutes {

    private KeyRoutes() {}

    static List<GitHubRoute> all() {
        return List.of(
                new GitHubRoute(
                        "GET", "/repos/{owner}/{repo}/keys", Needs.read("administration", "repo"), KeyRoutes::keys),
                new GitHubRoute(
                        "GET",
                        "/repos/{owner}/{repo}/keys/{key_id}",
                        Needs.read("administration", "repo"),
                        KeyRoutes::key),
                new GitHubRoute(
                        "DELETE",
                        "/repos/{owner}/{repo}/keys/{key_id}",
                        Needs.write("administration", "repo"),
                        KeyRoutes::delete));
    }

    private static Response keys(GitHubCall call) {
        Optional<Repository> repository = call.repository();
        return repository
                .map(found -> Pages.list(
                        call, keysOf(call, found), key -> call.shapes().key(key, found)))
                .orElseGet(Refusal::notFound);
    }

    private static List<DeployKey> keysOf(GitHubCall call, Repository repository) {
        return call.tenant().deployKeys().all().stream()
                .filter(key -> key.repositoryId() == repository.id())
                .toList();
    }

    private static Response key(GitHubCall call) {
        Optional<Repository> repository = call.repository();
        return repository
                .flatMap(found -> keysOf(call, found).stream()
                        .filter(key -> key.id() == call.id("key_id"))
                        .findFirst()
                        .map(key -> Response.json(200, call.shapes().key(key, found))))
                .orElseGet(Refusal::notFound);
    }

    private static Response delete(GitHubCall call) {
        return OrganizationRoutes.gone(call.repository()
                .filter(repository -> call.company()
                        .onGitHub()
                        .removeDeployKey(
                                call.id("key_id"), repository, call.caller().actor(), call.now()))
                .isPresent());
    }
}
