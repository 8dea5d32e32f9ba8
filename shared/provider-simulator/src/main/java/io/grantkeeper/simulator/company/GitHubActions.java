package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * What people, apps and API callers do in the GitHub organisation: each changes the tenant, leaves its row in the audit
 * log, and queues the webhook that GitHub would send to one's own app.
 */
public final class GitHubActions {

    private final GitHubTenant tenant;
    private final Journal journal;
    private final Queue<GitHubEvent> outbox;

    GitHubActions(GitHubTenant tenant, Journal journal, Queue<GitHubEvent> outbox) {
        this.tenant = tenant;
        this.journal = journal;
        this.outbox = outbox;
    }

    public void install(Installation installation) {
        tenant.installations().put(installation);
        audit(
                installation.createdAt(),
                "integration_installation.create",
                installation.installer(),
                Map.of(
                        "integration", installation.slug(),
                        "installation_id", installation.id(),
                        "repository_selection", installation.allRepositories() ? "all" : "selected"));
    }

    /** From selected to all repositories; the permissions stay as they are. */
    public void widenToAllRepositories(Installation installation, String actor, Instant at) {
        tenant.installations().update(installation.id(), found -> found.withAllRepositories(at));
        audit(
                at,
                "integration_installation.repositories_added",
                actor,
                Map.of(
                        "integration", installation.slug(),
                        "installation_id", installation.id(),
                        "repository_selection", "all"));
        if (installation.appId() == tenant.ownAppId()) {
            outbox.add(new GitHubEvent.InstallationRepositories(
                    "added", installation, tenant.repositories().all(), actor));
        }
    }

    /** An owner accepted more permissions. */
    public void acceptPermissions(Installation installation, Map<String, String> more, String actor, Instant at) {
        tenant.installations().update(installation.id(), found -> found.withPermissions(more, at));
        audit(
                at,
                "integration_installation.version_updated",
                actor,
                Map.of("integration", installation.slug(), "installation_id", installation.id()));
        announceIfOwn("new_permissions_accepted", installation, actor);
    }

    public void suspend(Installation installation, GitHubAccount by, Instant at) {
        tenant.installations().update(installation.id(), found -> found.suspended(by, at));
        audit(
                at,
                "integration_installation.suspend",
                by.login(),
                Map.of("integration", installation.slug(), "installation_id", installation.id()));
        announceIfOwn("suspend", installation, by.login());
    }

    public void uninstall(Installation installation, String actor, Instant at) {
        tenant.installations().remove(installation.id());
        audit(
                at,
                "integration_installation.destroy",
                actor,
                Map.of("integration", installation.slug(), "installation_id", installation.id()));
        announceIfOwn("deleted", installation, actor);
    }

    public void grantToken(PersonalAccessToken token) {
        tenant.tokens().put(token);
        audit(
                token.grantedAt(),
                "personal_access_token.access_granted",
                token.owner().login(),
                tokenData(token));
    }

    public void requestToken(TokenRequest request) {
        tenant.tokenRequests().put(request);
        String login = request.token().owner().login();
        audit(request.createdAt(), "personal_access_token.request_created", login, tokenData(request.token()));
        outbox.add(new GitHubEvent.TokenRequestChanged("created", request, login));
    }

    /** Answers whether there was such a request. */
    public boolean review(long requestId, boolean approve, String actor, Instant at) {
        Optional<TokenRequest> request = tenant.tokenRequests().remove(requestId);
        request.ifPresent(reviewed -> {
            if (approve) {
                tenant.tokens().put(reviewed.token());
            }
            audit(
                    at,
                    approve ? "personal_access_token.access_granted" : "personal_access_token.request_denied",
                    actor,
                    tokenData(reviewed.token()));
            outbox.add(new GitHubEvent.TokenRequestChanged(approve ? "approved" : "denied", reviewed, actor));
        });
        return request.isPresent();
    }

    /** Answers whether there was such a token. */
    public boolean revokeToken(long grantId, String actor, Instant at) {
        Optional<PersonalAccessToken> token = tenant.tokens().remove(grantId);
        token.ifPresent(gone -> audit(at, "personal_access_token.access_revoked", actor, tokenData(gone)));
        return token.isPresent();
    }

    public void authorizeCredential(CredentialAuthorization credential) {
        tenant.credentials().put(credential);
        audit(
                credential.authorizedAt(),
                "org_credential_authorization.grant",
                credential.login(),
                Map.of("credential_type", credential.kind().word(), "token_id", credential.id()));
    }

    public boolean revokeCredential(long id, String actor, Instant at) {
        Optional<CredentialAuthorization> credential = tenant.credentials().remove(id);
        credential.ifPresent(gone -> audit(
                at,
                "org_credential_authorization.revoke",
                actor,
                Map.of("credential_type", gone.kind().word(), "user", gone.login(), "token_id", gone.id())));
        return credential.isPresent();
    }

    public void addDeployKey(DeployKey key, Repository repository) {
        tenant.deployKeys().put(key);
        String actor = key.addedBy().orElse("ghost");
        audit(key.createdAt(), "public_key.create", actor, keyData(key, repository));
        outbox.add(new GitHubEvent.DeployKeyChanged("created", key, repository, actor));
    }

    public boolean removeDeployKey(long keyId, Repository repository, String actor, Instant at) {
        Optional<DeployKey> key =
                tenant.deployKeys().find(keyId).filter(found -> found.repositoryId() == repository.id());
        key.ifPresent(gone -> {
            tenant.deployKeys().remove(keyId);
            audit(at, "public_key.delete", actor, keyData(gone, repository));
            outbox.add(new GitHubEvent.DeployKeyChanged("deleted", gone, repository, actor));
        });
        return key.isPresent();
    }

    public void addHook(OrganizationHook hook, String actor) {
        tenant.hooks().put(hook);
        audit(hook.createdAt(), "hook.create", actor, Map.of("hook_id", hook.id(), "events", hookEvents(hook)));
    }

    public boolean removeHook(long id, String actor, Instant at) {
        Optional<OrganizationHook> hook = tenant.hooks().remove(id);
        hook.ifPresent(
                gone -> audit(at, "hook.destroy", actor, Map.of("hook_id", gone.id(), "events", hookEvents(gone))));
        return hook.isPresent();
    }

    public void addMember(GitHubAccount account, String actor, Instant at) {
        tenant.members().put(account);
        audit(at, "org.add_member", actor, Map.of("user", account.login()));
        outbox.add(new GitHubEvent.MembershipChanged("member_added", account, actor));
    }

    /** Their tokens, credentials and seat go with them; keys, hooks and installations they made stay behind. */
    public void removeMember(GitHubAccount account, String actor, Instant at) {
        tenant.members().remove(account.login());
        tenant.owners().remove(account.login());
        tenant.seats().remove(account.login());
        tenant.tokens().all().stream()
                .filter(token -> token.owner().equals(account))
                .forEach(token -> tenant.tokens().remove(token.id()));
        tenant.credentials().all().stream()
                .filter(credential -> credential.login().equals(account.login()))
                .forEach(credential -> tenant.credentials().remove(credential.id()));
        audit(at, "org.remove_member", actor, Map.of("user", account.login()));
        outbox.add(new GitHubEvent.MembershipChanged("member_removed", account, actor));
    }

    public void setCodingAgent(CodingAgentPolicy policy, String actor, Instant at) {
        tenant.setCodingAgent(policy);
        audit(
                at,
                "copilot.swe_agent_repo_enablement_updated",
                actor,
                Map.of("visibility", policy.enabledRepositories()));
    }

    public void publish(Repository repository, String actor, Instant at) {
        var opened = new Repository(
                repository.id(), repository.name(), false, repository.archived(), repository.createdAt());
        tenant.repositories().put(opened);
        audit(at, "repo.access", actor, Map.of("repo", fullName(opened), "visibility", "public"));
        outbox.add(new GitHubEvent.RepositoryChanged("publicized", opened, actor));
    }

    /** Any other event for one's own app's webhook. */
    public void announce(GitHubEvent event) {
        outbox.add(event);
    }

    /** Any other row of the audit log. */
    public void audit(Instant at, String action, String actor, Map<String, Object> data) {
        journal.gitHub(at, action, actor, data);
    }

    /** GitHub tells an app of its own installations only; others are seen in listings and in the audit log. */
    private void announceIfOwn(String action, Installation installation, String sender) {
        if (installation.appId() == tenant.ownAppId()) {
            Installation now = tenant.installations().find(installation.id()).orElse(installation);
            outbox.add(new GitHubEvent.InstallationChanged(action, now, sender));
        }
    }

    private String fullName(Repository repository) {
        return tenant.organization().login() + '/' + repository.name();
    }

    private static Map<String, Object> tokenData(PersonalAccessToken token) {
        Map<String, Object> data = new HashMap<>();
        data.put("user", token.owner().login());
        data.put("user_programmatic_access_name", token.name());
        data.put("user_programmatic_access_id", token.tokenId());
        data.put("repository_selection", token.repositorySelection());
        return data;
    }

    private Map<String, Object> keyData(DeployKey key, Repository repository) {
        return Map.of("repo", fullName(repository), "title", key.title(), "read_only", key.readOnly());
    }

    /** The audit log gives events as objects. */
    private static List<Map<String, String>> hookEvents(OrganizationHook hook) {
        return hook.events().stream().map(name -> Map.of("name", name)).toList();
    }
}
