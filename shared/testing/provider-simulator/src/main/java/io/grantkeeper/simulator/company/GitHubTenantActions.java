package io.grantkeeper.simulator.company;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * Actions of people, apps and API callers in the GitHub organization. Each action changes the tenant, adds its row to
 * the audit log, and queues the webhook that GitHub would send to Grantkeeper's own app.
 */
public final class GitHubTenantActions {

    private final GitHubTenant tenant;
    private final VendorLogWriter journal;
    private final Queue<GitHubEvent> outbox;

    GitHubTenantActions(GitHubTenant tenant, VendorLogWriter journal, Queue<GitHubEvent> outbox) {
        this.tenant = tenant;
        this.journal = journal;
        this.outbox = outbox;
    }

    public void install(GitHubInstallation installation) {
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

    /** Expands an installation from selected to all repositories. Its permissions do not change. */
    public void widenToAllRepositories(GitHubInstallation installation, String actor, Instant at) {
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

    /** Adds permissions to an installation, as when an owner accepts them. */
    public void acceptPermissions(GitHubInstallation installation, Map<String, String> more, String actor, Instant at) {
        tenant.installations().update(installation.id(), found -> found.withPermissions(more, at));
        audit(
                at,
                "integration_installation.version_updated",
                actor,
                Map.of("integration", installation.slug(), "installation_id", installation.id()));
        queueWebhookIfOwn("new_permissions_accepted", installation, actor);
    }

    public void suspend(GitHubInstallation installation, GitHubAccount by, Instant at) {
        tenant.installations().update(installation.id(), found -> found.suspended(by, at));
        audit(
                at,
                "integration_installation.suspend",
                by.login(),
                Map.of("integration", installation.slug(), "installation_id", installation.id()));
        queueWebhookIfOwn("suspend", installation, by.login());
    }

    public void uninstall(GitHubInstallation installation, String actor, Instant at) {
        tenant.installations().remove(installation.id());
        audit(
                at,
                "integration_installation.destroy",
                actor,
                Map.of("integration", installation.slug(), "installation_id", installation.id()));
        queueWebhookIfOwn("deleted", installation, actor);
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

    /**
     * Approves or denies a token request.
     *
     * @return whether the request existed
     */
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

    /**
     * Revokes a token.
     *
     * @return whether the token existed
     */
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

    public void addDeployKey(SimulatedDeployKey key, GitHubRepository repository) {
        tenant.deployKeys().put(key);
        String actor = key.addedBy().orElse("ghost");
        audit(key.createdAt(), "public_key.create", actor, keyData(key, repository));
        outbox.add(new GitHubEvent.DeployKeyChanged("created", key, repository, actor));
    }

    public boolean removeDeployKey(long keyId, GitHubRepository repository, String actor, Instant at) {
        Optional<SimulatedDeployKey> key =
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

    /**
     * Removes a member together with their tokens, authorized credentials and seat. Keys, webhooks and installations
     * that the member created remain.
     */
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

    public void publish(GitHubRepository repository, String actor, Instant at) {
        var opened = new GitHubRepository(
                repository.id(), repository.name(), false, repository.archived(), repository.createdAt());
        tenant.repositories().put(opened);
        audit(at, "repo.access", actor, Map.of("repo", fullName(opened), "visibility", "public"));
        outbox.add(new GitHubEvent.RepositoryChanged("publicized", opened, actor));
    }

    /** Queues a webhook to Grantkeeper's own app about an event for which this class has no dedicated method. */
    public void queueWebhook(GitHubEvent event) {
        outbox.add(event);
    }

    /** Adds a row to the audit log about an event for which this class has no dedicated method. */
    public void audit(Instant at, String action, String actor, Map<String, Object> data) {
        journal.gitHub(at, action, actor, data);
    }

    /**
     * Queues a webhook about an installation, but only if the installation belongs to Grantkeeper's own app. GitHub
     * does not notify an app of other apps' installations, which appear only in listings and in the audit log.
     */
    private void queueWebhookIfOwn(String action, GitHubInstallation installation, String sender) {
        if (installation.appId() == tenant.ownAppId()) {
            GitHubInstallation now =
                    tenant.installations().find(installation.id()).orElse(installation);
            outbox.add(new GitHubEvent.InstallationChanged(action, now, sender));
        }
    }

    private String fullName(GitHubRepository repository) {
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

    private Map<String, Object> keyData(SimulatedDeployKey key, GitHubRepository repository) {
        return Map.of("repo", fullName(repository), "title", key.title(), "read_only", key.readOnly());
    }

    /** Returns the events to which the webhook is subscribed. As in the audit log, each event is an object. */
    private static List<Map<String, String>> hookEvents(OrganizationHook hook) {
        return hook.events().stream().map(name -> Map.of("name", name)).toList();
    }
}
