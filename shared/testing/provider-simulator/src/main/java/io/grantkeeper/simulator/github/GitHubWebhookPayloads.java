package io.grantkeeper.simulator.github;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.GitHubAccount;
import io.grantkeeper.simulator.company.GitHubEvent;
import io.grantkeeper.simulator.company.GitHubInstallation;
import io.grantkeeper.simulator.company.GitHubRepository;
import io.grantkeeper.simulator.company.PersonalAccessToken;
import io.grantkeeper.simulator.company.TokenPermissions;
import io.grantkeeper.simulator.company.TokenRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The payloads of the webhooks that GitHub sends to Grantkeeper's own app. */
final class GitHubWebhookPayloads {

    /** The content of a webhook: its event name, its payload and, if the event has one, its action. */
    record Message(
            String event, Optional<String> action, Map<String, @Nullable Object> body, Optional<Long> repositoryId) {}

    private final Company company;
    private final GrantkeeperGitHubApp app;
    private final GitHubResponseJson shapes;

    GitHubWebhookPayloads(Company company, GrantkeeperGitHubApp app) {
        this.company = company;
        this.app = app;
        this.shapes = new GitHubResponseJson(
                "https://api.github.com",
                company.gitHub().organization(),
                company.clock().instant());
    }

    Message of(GitHubEvent event) {
        return switch (event) {
            case GitHubEvent.Ping() -> ping();
            case GitHubEvent.InstallationChanged(String action, GitHubInstallation installation, String sender) ->
                message(
                        "installation",
                        action,
                        object(
                                "action", action,
                                "installation", shapes.installation(installation),
                                "sender", sender(sender)));
            case GitHubEvent.InstallationRepositories changed -> repositories(changed);
            case GitHubEvent.TokenRequestChanged(String action, TokenRequest request, String sender) ->
                message(
                        "personal_access_token_request",
                        action,
                        about(action, sender, "personal_access_token_request", request(request)));
            case GitHubEvent.MembershipChanged(String action, GitHubAccount member, String sender) ->
                message("organization", action, about(action, sender, "membership", membership(member)));
            case GitHubEvent.DeployKeyChanged(String action, var key, GitHubRepository repository, String sender) ->
                ofRepository(
                        "deploy_key", action, repository, about(action, sender, "key", shapes.key(key, repository)));
            case GitHubEvent.RepositoryChanged(String action, GitHubRepository repository, String sender) ->
                ofRepository("repository", action, repository, about(action, sender, "repository", null));
            case GitHubEvent.AuthorizationRevoked(GitHubAccount sender) ->
                message(
                        "github_app_authorization",
                        "revoked",
                        object("action", "revoked", "sender", shapes.user(sender)));
        };
    }

    private Message ping() {
        return new Message(
                "ping",
                Optional.empty(),
                object(
                        "zen", "Anything added dilutes everything else.",
                        "hook_id", app.hookId(),
                        "hook",
                                object(
                                        "type", "App",
                                        "id", app.hookId(),
                                        "name", "web",
                                        "active", true,
                                        "events", List.of("*"),
                                        "config", object("content_type", "json", "insecure_ssl", "0"),
                                        "updated_at", company.clock().instant(),
                                        "created_at", company.clock().instant(),
                                        "app_id", app.id())),
                Optional.empty());
    }

    private Message repositories(GitHubEvent.InstallationRepositories changed) {
        boolean added = changed.action().equals("added");
        List<?> rows = changed.repositories().stream().map(this::mention).toList();
        return message(
                "installation_repositories",
                changed.action(),
                object(
                        "action",
                        changed.action(),
                        "installation",
                        shapes.installation(changed.installation()),
                        "repository_selection",
                        changed.installation().allRepositories() ? "all" : "selected",
                        "repositories_added",
                        added ? rows : List.of(),
                        "repositories_removed",
                        added ? List.of() : rows,
                        "requester",
                        null,
                        "sender",
                        sender(changed.sender())));
    }

    private Map<String, @Nullable Object> request(TokenRequest request) {
        PersonalAccessToken token = request.token();
        List<?> repositories = token.repositoryIds().stream()
                .flatMap(id -> company.gitHub().repositories().find(id).stream())
                .map(this::mention)
                .toList();
        boolean subset = token.repositorySelection().equals("subset");
        var fields = object(
                "id", request.id(),
                "owner", shapes.user(token.owner()),
                "permissions_added", shapes.permissions(token.permissions()),
                "permissions_upgraded", shapes.permissions(TokenPermissions.of(Map.of(), Map.of())),
                "permissions_result", shapes.permissions(token.permissions()),
                "repository_selection", token.repositorySelection(),
                "repository_count", subset ? repositories.size() : null,
                "repositories", subset ? repositories : null,
                "created_at", request.createdAt());
        fields.putAll(shapes.lifetime(token));
        return fields;
    }

    private Map<String, @Nullable Object> membership(GitHubAccount member) {
        String organization =
                "https://api.github.com/orgs/" + company.gitHub().organization().login();
        return object(
                "url",
                organization + "/memberships/" + member.login(),
                "state",
                "active",
                "role",
                "member",
                "organization_url",
                organization,
                "user",
                shapes.user(member));
    }

    private Map<String, @Nullable Object> mention(GitHubRepository repository) {
        return object(
                "id", repository.id(),
                "node_id", GitHubResponseJson.node("Repository", repository.id()),
                "name", repository.name(),
                "full_name", company.gitHub().organization().login() + '/' + repository.name(),
                "private", repository.isPrivate());
    }

    /**
     * Returns the fields that the payload of every organization event has.
     *
     * @param name the name of the field that contains {@code subject}
     */
    private Map<String, @Nullable Object> about(String action, String sender, String name, @Nullable Object subject) {
        var fields = object("action", action, name, subject, "organization", organization(), "sender", sender(sender));
        company.gitHub().installations().all().stream()
                .filter(installation -> installation.appId() == app.id())
                .findFirst()
                .ifPresent(installation -> fields.put(
                        "installation",
                        object(
                                "id", installation.id(),
                                "node_id", GitHubResponseJson.node("Installation", installation.id()))));
        return fields;
    }

    private Message ofRepository(
            String event, String action, GitHubRepository repository, Map<String, @Nullable Object> body) {
        body.put("repository", GitHubRepositoryJson.of(shapes, repository));
        return new Message(event, Optional.of(action), body, Optional.of(repository.id()));
    }

    private static Message message(String event, String action, Map<String, @Nullable Object> body) {
        return new Message(event, Optional.of(action), body, Optional.empty());
    }

    private Map<String, @Nullable Object> organization() {
        GitHubAccount account = company.gitHub().organization();
        String url = "https://api.github.com/orgs/" + account.login();
        return object(
                "login", account.login(),
                "id", account.id(),
                "node_id", GitHubResponseJson.node("Organization", account.id()),
                "url", url,
                "repos_url", url + "/repos",
                "events_url", url + "/events",
                "hooks_url", url + "/hooks",
                "issues_url", url + "/issues",
                "members_url", url + "/members{/member}",
                "public_members_url", url + "/public_members{/member}",
                "avatar_url", "https://avatars.githubusercontent.com/u/" + account.id() + "?v=4",
                "description", null);
    }

    /**
     * Returns the JSON representation of the sender. If no known person has this login, for example because it belongs
     * to a bot, returns a placeholder user.
     */
    private Map<String, @Nullable Object> sender(String login) {
        GitHubAccount account = company.people()
                .findByLogin(login)
                .flatMap(person -> person.gitHub())
                .orElseGet(() -> new GitHubAccount(10_137L, login));
        return shapes.user(account);
    }
}
