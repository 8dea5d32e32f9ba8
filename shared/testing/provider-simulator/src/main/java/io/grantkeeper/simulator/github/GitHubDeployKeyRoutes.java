package io.grantkeeper.simulator.github;

import static io.grantkeeper.simulator.github.GitHubRoute.delete;
import static io.grantkeeper.simulator.github.GitHubRoute.get;
import static io.grantkeeper.simulator.github.RouteRequirements.read;
import static io.grantkeeper.simulator.github.RouteRequirements.write;

import io.grantkeeper.simulator.company.GitHubRepository;
import io.grantkeeper.simulator.company.SimulatedDeployKey;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.util.List;
import java.util.Optional;

/** The routes for the deploy keys of each repository. */
final class GitHubDeployKeyRoutes {

    private GitHubDeployKeyRoutes() {}

    static List<GitHubRoute> all() {
        return List.of(
                get("/repos/{owner}/{repo}/keys", read("administration", "repo"), GitHubDeployKeyRoutes::keys),
                get("/repos/{owner}/{repo}/keys/{key_id}", read("administration", "repo"), GitHubDeployKeyRoutes::key),
                delete(
                        "/repos/{owner}/{repo}/keys/{key_id}",
                        write("administration", "repo"),
                        GitHubDeployKeyRoutes::deleteKey));
    }

    private static SimulatorResponse keys(GitHubCall call) {
        Optional<GitHubRepository> repository = call.repository();
        return repository
                .map(found -> GitHubPages.list(
                        call, keysOf(call, found), key -> call.shapes().key(key, found)))
                .orElseGet(GitHubErrorResponses::notFound);
    }

    private static List<SimulatedDeployKey> keysOf(GitHubCall call, GitHubRepository repository) {
        return call.tenant().deployKeys().all().stream()
                .filter(key -> key.repositoryId() == repository.id())
                .toList();
    }

    private static SimulatorResponse key(GitHubCall call) {
        Optional<GitHubRepository> repository = call.repository();
        return repository
                .flatMap(found -> keysOf(call, found).stream()
                        .filter(key -> key.id() == call.id("key_id"))
                        .findFirst()
                        .map(key -> SimulatorResponse.json(200, call.shapes().key(key, found))))
                .orElseGet(GitHubErrorResponses::notFound);
    }

    private static SimulatorResponse deleteKey(GitHubCall call) {
        return GitHubOrganizationRoutes.deleted(call.repository()
                .filter(repository -> call.company()
                        .onGitHub()
                        .removeDeployKey(
                                call.id("key_id"), repository, call.caller().actor(), call.now()))
                .isPresent());
    }
}
