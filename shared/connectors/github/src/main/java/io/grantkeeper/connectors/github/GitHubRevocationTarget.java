package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.connector.revoke.Revocation;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.identity.json.JsonTrees;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Determines the steps that revoke a target. The steps depend on the prefix of the key under which the target was
 * listed.
 */
final class GitHubRevocationTarget {
    private static final String REVOKE = "{\"action\":\"revoke\"}";
    /** The maximum length of a reason. Source: https://docs.github.com/en/rest/orgs/personal-access-tokens */
    private static final int MAX_REASON = 1_024;

    private GitHubRevocationTarget() {}

    static Revocation of(GitHubClient api, RevocationTarget target, String by) {
        String key = key(target);
        int slash = key.indexOf('/');
        String kind = key.substring(0, slash + 1);
        String id = GitHubClient.encodeSegment(key.substring(slash + 1));
        return switch (kind) {
            case GitHubFineGrainedTokensStream.KEY -> token(api, id);
            case GitHubTokenRequestsStream.KEY -> request(api, id, by);
            case GitHubCredentialAuthorizationsStream.KEY -> authorizedCredential(api, id);
            case GitHubDeployKeyMapper.KEY -> deployKey(api, target, id);
            case GitHubOrganizationWebhooksStream.KEY -> hook(api, id);
            case GitHubInstallationsStream.KEY -> installation(api, target, id);
            case GitHubCopilotSeatsStream.KEY -> seat(api, id);
            default -> key.equals(GitHubCodingAgentStream.KEY) ? codingAgent(api) : unknown(key);
        };
    }

    private static Revocation token(GitHubClient api, String id) {
        return call(
                api,
                Method.POST,
                api.inOrganization("/personal-access-tokens/" + id),
                Optional.of(REVOKE),
                GitHubCredentials.AS_INSTALLATION,
                "The token can no longer access the organization's private data. It can still read public data.",
                "The owner keeps the token and can request access again.");
    }

    /**
     * Returns how to approve a token request.
     *
     * @param by who decided
     */
    static Revocation approval(GitHubClient api, RevocationTarget target, String by) {
        String key = key(target);
        if (!key.startsWith(GitHubTokenRequestsStream.KEY)) {
            return new Revocation.Manual(
                    "GitHub has no API call to approve '%s'.".formatted(key),
                    List.of("Look for the request in the organization's settings, under Third-party Access."));
        }
        return call(
                api,
                Method.POST,
                api.inOrganization("/personal-access-token-requests/"
                        + GitHubClient.encodeSegment(key.substring(key.indexOf('/') + 1))),
                Optional.of(review("approve", "Approved", by)),
                GitHubCredentials.AS_INSTALLATION,
                "The token gets the requested access.",
                "GitHub notifies the token's owner.");
    }

    /** Returns the request body that approves or denies a token request and names the person who decided. */
    private static String review(String action, String decided, String by) {
        String reason = "%s by %s through Grantkeeper.".formatted(decided, by);
        return JsonTrees.object()
                .put("action", action)
                .put("reason", reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON))
                .toString();
    }

    private static String key(RevocationTarget target) {
        return target.map((_, grant) -> grant.key(), (_, credential) -> credential.key());
    }

    private static Revocation request(GitHubClient api, String id, String by) {
        return call(
                api,
                Method.POST,
                api.inOrganization("/personal-access-token-requests/" + id),
                Optional.of(review("deny", "Denied", by)),
                GitHubCredentials.AS_INSTALLATION,
                "The token does not get the requested access. Its existing access does not change.",
                "GitHub notifies the token's owner, who can request access again.");
    }

    private static Revocation authorizedCredential(GitHubClient api, String id) {
        return call(
                api,
                Method.DELETE,
                api.inOrganization("/credential-authorizations/" + id),
                Optional.empty(),
                GitHubCredentials.AS_OWNER,
                "The credential can no longer access what single sign-on protects in this organization.",
                "The credential still works elsewhere. Its owner cannot authorize the same credential again.");
    }

    private static Revocation deployKey(GitHubClient api, RevocationTarget target, String id) {
        String repository = target.holder().attributes().getOrDefault(GitHubDeployKeyMapper.REPOSITORY, "");
        String name = repository.substring(repository.indexOf('/') + 1);
        if (name.isEmpty()) {
            return new Revocation.Manual(
                    "The key's repository is unknown.",
                    List.of("Open the repository's settings, select Deploy keys, and delete the key."));
        }
        return call(
                api,
                Method.DELETE,
                "/repos/%s/%s/keys/%s".formatted(api.settings().organization(), GitHubClient.encodeSegment(name), id),
                Optional.empty(),
                GitHubCredentials.AS_INSTALLATION,
                "No one can use the key to access %s any longer.".formatted(repository),
                "A person with admin rights to the repository can add the same key again.");
    }

    private static Revocation hook(GitHubClient api, String id) {
        return call(
                api,
                Method.DELETE,
                api.inOrganization("/hooks/" + id),
                Optional.empty(),
                GitHubCredentials.AS_INSTALLATION,
                "GitHub stops sending events to the webhook's URL. The receiver keeps what was already sent.",
                "The webhook's secret and settings are lost. To undo this, create the webhook again.");
    }

    private static Revocation installation(GitHubClient api, RevocationTarget target, String id) {
        Optional<GitHubSettings.Enterprise> enterprise = api.settings().enterprise();
        if (enterprise.isPresent()) {
            return call(
                    api,
                    Method.DELETE,
                    "/enterprises/%s/apps/organizations/%s/installations/%s"
                            .formatted(enterprise.get().slug(), api.settings().organization(), id),
                    Optional.empty(),
                    GitHubCredentials.AS_ENTERPRISE,
                    "The app '%s' loses all access to the organization, and its settings in the organization are deleted."
                            .formatted(target.holder().displayName()),
                    "To undo this, an owner must install the app again.");
        }
        return new Revocation.Manual(
                "GitHub lets an organization remove a third-party app only on its website. Removal by API requires an app that is"
                        + " installed on the enterprise (settings 'enterprise' and 'enterprise-installation-id').",
                List.of(
                        "As an owner of %s, open %s/organizations/%s/settings/installations/%s"
                                .formatted(
                                        api.settings().organization(),
                                        websiteUrl(api),
                                        api.settings().organization(),
                                        id),
                        "Choose 'Suspend' to stop the app and keep its settings, or 'Uninstall' to remove it."));
    }

    private static Revocation seat(GitHubClient api, String login) {
        return new Revocation.Manual(
                "Copilot seats are bought and assigned by team or by person. The people who pay for the seats decide whether to remove them.",
                List.of(
                        "As an owner of %s, open %s/organizations/%s/settings/copilot/seat_management"
                                .formatted(
                                        api.settings().organization(),
                                        websiteUrl(api),
                                        api.settings().organization()),
                        "Find %s and choose 'Remove access'. A seat assigned through a team ends with the team's assignment."
                                .formatted(login)));
    }

    private static Revocation codingAgent(GitHubClient api) {
        return new Revocation.Manual(
                "To disable the coding agent, change the policy that says which repositories can use it. There is no grant to revoke.",
                List.of(
                        "As an owner of %s, open %s/organizations/%s/settings/copilot/coding_agent"
                                .formatted(
                                        api.settings().organization(),
                                        websiteUrl(api),
                                        api.settings().organization()),
                        "Choose the repositories in which the agent may work, or none."));
    }

    private static Revocation unknown(String key) {
        return new Revocation.Manual(
                "Grantkeeper knows no way to revoke '%s'.".formatted(key),
                List.of("Look for the identity in the organization's settings, under Third-party Access."));
    }

    /**
     * Returns a revocation that consists of one API call. No other call undoes it: the access must be granted or
     * requested again.
     */
    private static Revocation call(
            GitHubClient api,
            Method method,
            String path,
            Optional<String> json,
            String credential,
            String effect,
            String remainder) {
        return new Revocation.ApiCall(
                method + " " + path + json.map(body -> " " + body).orElse(""),
                api.mutation(method, path, json.orElse(null), GitHubRateLimits.CORE, credential),
                List.of(effect, remainder),
                false);
    }

    /** Returns the URL of the website that belongs to the API. */
    private static String websiteUrl(GitHubClient api) {
        URI uri = URI.create(api.settings().api());
        String host = uri.getHost();
        String site = host.startsWith("api.") ? host.substring("api.".length()) : host;
        return "https://" + site + (uri.getPort() == -1 ? "" : ":" + uri.getPort());
    }
}
