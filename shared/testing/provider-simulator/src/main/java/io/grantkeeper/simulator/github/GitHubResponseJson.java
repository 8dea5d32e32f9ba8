package io.grantkeeper.simulator.github;

import static io.grantkeeper.simulator.http.SimulatorJson.object;

import io.grantkeeper.simulator.company.CopilotSeat;
import io.grantkeeper.simulator.company.CredentialAuthorization;
import io.grantkeeper.simulator.company.GitHubAccount;
import io.grantkeeper.simulator.company.GitHubApiUsage;
import io.grantkeeper.simulator.company.GitHubAuditEntry;
import io.grantkeeper.simulator.company.GitHubInstallation;
import io.grantkeeper.simulator.company.GitHubRepository;
import io.grantkeeper.simulator.company.OrganizationHook;
import io.grantkeeper.simulator.company.OrganizationSecret;
import io.grantkeeper.simulator.company.PersonalAccessToken;
import io.grantkeeper.simulator.company.SimulatedDeployKey;
import io.grantkeeper.simulator.company.TokenPermissions;
import io.grantkeeper.simulator.company.TokenRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON representations of GitHub's objects.
 *
 * @param api base URL of the API, for links in the objects
 */
record GitHubResponseJson(String api, GitHubAccount organization, Instant now) {

    /** The delay after which API insights show a call. GitHub documents a delay of several hours. */
    private static final Duration INSIGHTS_LAG = Duration.ofHours(5);

    Map<String, @Nullable Object> user(GitHubAccount account) {
        return account(account, "User");
    }

    Map<String, @Nullable Object> organizationAccount() {
        return account(organization, "Organization");
    }

    private Map<String, @Nullable Object> account(GitHubAccount account, String type) {
        String url = api + "/users/" + account.login();
        return object(
                "login", account.login(),
                "id", account.id(),
                "node_id", node("User", account.id()),
                "avatar_url", "https://avatars.githubusercontent.com/u/" + account.id() + "?v=4",
                "gravatar_id", "",
                "url", url,
                "html_url", "https://github.com/" + account.login(),
                "followers_url", url + "/followers",
                "following_url", url + "/following{/other_user}",
                "gists_url", url + "/gists{/gist_id}",
                "starred_url", url + "/starred{/owner}{/repo}",
                "subscriptions_url", url + "/subscriptions",
                "organizations_url", url + "/orgs",
                "repos_url", url + "/repos",
                "events_url", url + "/events{/privacy}",
                "received_events_url", url + "/received_events",
                "type", type,
                "site_admin", false);
    }

    Map<String, @Nullable Object> installation(GitHubInstallation installation) {
        String url = api + "/app/installations/" + installation.id();
        return object(
                "id", installation.id(),
                "account", organizationAccount(),
                "repository_selection", installation.allRepositories() ? "all" : "selected",
                "access_tokens_url", url + "/access_tokens",
                "repositories_url", api + "/installation/repositories",
                "html_url",
                        "https://github.com/organizations/%s/settings/installations/%d"
                                .formatted(organization.login(), installation.id()),
                "app_id", installation.appId(),
                "client_id", installation.clientId(),
                "app_slug", installation.slug(),
                "target_id", organization.id(),
                "target_type", "Organization",
                "permissions", installation.permissions(),
                "events", installation.events(),
                "created_at", installation.createdAt(),
                "updated_at", installation.updatedAt(),
                "single_file_name", null,
                "has_multiple_single_files", false,
                "single_file_paths", List.of(),
                "suspended_by", installation.suspendedBy().map(this::user),
                "suspended_at", installation.suspendedAt());
    }

    Map<String, @Nullable Object> token(PersonalAccessToken token) {
        var fields = object(
                "id",
                token.id(),
                "owner",
                user(token.owner()),
                "repository_selection",
                token.repositorySelection(),
                "repositories_url",
                "%s/orgs/%s/personal-access-tokens/%d/repositories".formatted(api, organization.login(), token.id()),
                "permissions",
                permissions(token.permissions()),
                "access_granted_at",
                token.grantedAt());
        fields.putAll(lifetime(token));
        return fields;
    }

    Map<String, @Nullable Object> tokenRequest(TokenRequest request) {
        PersonalAccessToken token = request.token();
        var fields = object(
                "id",
                request.id(),
                "reason",
                request.reason(),
                "owner",
                user(token.owner()),
                "repository_selection",
                token.repositorySelection(),
                "repositories_url",
                "%s/orgs/%s/personal-access-token-requests/%d/repositories"
                        .formatted(api, organization.login(), request.id()),
                "permissions",
                permissions(token.permissions()),
                "created_at",
                request.createdAt());
        fields.putAll(lifetime(token));
        return fields;
    }

    Map<String, @Nullable Object> lifetime(PersonalAccessToken token) {
        return object(
                "token_id", token.tokenId(),
                "token_name", token.name(),
                "token_expired",
                        token.expiresAt().filter(end -> !end.isAfter(now)).isPresent(),
                "token_expires_at", token.expiresAt(),
                "token_last_used_at", token.lastUsedAt());
    }

    Map<String, @Nullable Object> permissions(TokenPermissions permissions) {
        return object(
                "organization", permissions.organization(),
                "repository", permissions.repository(),
                "other", permissions.other());
    }

    Map<String, @Nullable Object> credential(CredentialAuthorization credential) {
        var fields = object(
                "login", credential.login(),
                "credential_id", credential.id(),
                "credential_type", credential.kind().word(),
                "credential_authorized_at", credential.authorizedAt(),
                "credential_accessed_at", credential.accessedAt(),
                "authorized_credential_id", credential.id() + 1);
        if (credential.kind() == CredentialAuthorization.Kind.SSH_KEY) {
            fields.put("fingerprint", credential.fingerprint().orElse(""));
            fields.put("authorized_credential_title", credential.note());
        } else {
            fields.put("token_last_eight", credential.lastEight().orElse(""));
            fields.put("scopes", credential.scopes());
            fields.put("authorized_credential_note", credential.note());
            fields.put(
                    "authorized_credential_expires_at",
                    credential.expiresAt().map(Instant::toString).orElse(null));
        }
        return fields;
    }

    Map<String, @Nullable Object> key(SimulatedDeployKey key, GitHubRepository repository) {
        return object(
                "id",
                key.id(),
                "key",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + node("Key", key.id()),
                "url",
                "%s/repos/%s/%s/keys/%d".formatted(api, organization.login(), repository.name(), key.id()),
                "title",
                key.title(),
                "verified",
                true,
                "created_at",
                key.createdAt(),
                "read_only",
                key.readOnly(),
                "added_by",
                key.addedBy(),
                "last_used",
                key.lastUsedAt(),
                "enabled",
                true);
    }

    Map<String, @Nullable Object> hook(OrganizationHook hook) {
        String url = "%s/orgs/%s/hooks/%d".formatted(api, organization.login(), hook.id());
        return object(
                "type", "Organization",
                "id", hook.id(),
                "name", "web",
                "active", hook.active(),
                "events", hook.events(),
                "config", object("content_type", "json", "insecure_ssl", "0", "secret", "********", "url", hook.url()),
                "updated_at", hook.updatedAt(),
                "created_at", hook.createdAt(),
                "url", url,
                "ping_url", url + "/pings",
                "deliveries_url", url + "/deliveries");
    }

    Map<String, @Nullable Object> seat(CopilotSeat seat) {
        return object(
                "created_at", seat.createdAt(),
                "updated_at", seat.createdAt(),
                "pending_cancellation_date", null,
                "last_activity_at", seat.lastActivityAt(),
                "last_activity_editor", seat.lastEditor(),
                "last_authenticated_at", seat.lastActivityAt(),
                "plan_type", "business",
                "assignee", user(seat.assignee()),
                "assigning_team", null);
    }

    Map<String, @Nullable Object> secret(OrganizationSecret secret) {
        var fields = object(
                "name", secret.name(),
                "created_at", secret.createdAt(),
                "updated_at", secret.updatedAt(),
                "visibility", secret.visibility());
        if (secret.visibility().equals("selected")) {
            fields.put(
                    "selected_repositories_url",
                    "%s/orgs/%s/%s/secrets/%s/repositories"
                            .formatted(api, organization.login(), secret.store(), secret.name()));
        }
        return fields;
    }

    Map<String, @Nullable Object> usage(GitHubApiUsage usage) {
        Instant seen = now.minus(INSIGHTS_LAG);
        return object(
                "subject_type", usage.subjectType(),
                "subject_id", usage.subjectId(),
                "subject_name", usage.name(),
                "total_request_count", usage.requests(),
                "rate_limited_request_count", 0,
                "last_request_timestamp", usage.lastRequestAt().isAfter(seen) ? seen : usage.lastRequestAt(),
                "last_rate_limited_timestamp", null);
    }

    Map<String, @Nullable Object> audit(GitHubAuditEntry entry) {
        var fields = object(
                "@timestamp",
                entry.time().toEpochMilli(),
                "_document_id",
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(String.format(Locale.ROOT, "doc-%016d", entry.sequence())
                                .getBytes(StandardCharsets.US_ASCII)),
                "action",
                entry.action(),
                "actor",
                entry.actor(),
                "created_at",
                entry.time().toEpochMilli(),
                "org",
                organization.login(),
                "org_id",
                organization.id());
        fields.putAll(entry.data());
        return fields;
    }

    /** Returns a global node id, which is opaque and stable as in GitHub. */
    static String node(String type, long id) {
        return Base64.getEncoder().encodeToString((type + id).getBytes(StandardCharsets.US_ASCII));
    }
}
