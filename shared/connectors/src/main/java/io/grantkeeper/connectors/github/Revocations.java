package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.connector.revoke.RevocationTarget;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What it takes to revoke something, by the key that its listing gave it. */
final class Revocations {
    sealed interface Revocation {}

    /** One call does it; whoever had the access has to give or ask for it again, so none can be undone from here. */
    record Call(Method method, String path, Optional<String> json, String credential, List<String> consequences)
            implements Revocation {
        Call {
            consequences = List.copyOf(consequences);
        }

        /** For people: method and path, and what the body asks for. */
        String words() {
            return method + " " + path + json.map(body -> " " + body).orElse("");
        }
    }

    /** A person does it. */
    record Manual(String reason, List<String> steps) implements Revocation {
        Manual {
            steps = List.copyOf(steps);
        }
    }

    private static final String REVOKE = "{\"action\":\"revoke\"}";
    private static final String DENY = "{\"action\":\"deny\",\"reason\":\"Denied by the security team.\"}";

    private Revocations() {}

    static Revocation of(GitHubApi api, RevocationTarget target) {
        String key =
                switch (target) {
                    case RevocationTarget.OfGrant(var _, var grant) -> grant.key();
                    case RevocationTarget.OfCredential(var _, var credential) -> credential.key();
                };
        int slash = key.indexOf('/');
        String kind = key.substring(0, slash + 1);
        String id = GitHubApi.segment(key.substring(slash + 1));
        return switch (kind) {
            case FineGrainedTokens.KEY -> token(api, id);
            case TokenRequests.KEY -> request(api, id);
            case AuthorizedCredentials.KEY -> authorizedCredential(api, id);
            case DeployKey.KEY -> deployKey(api, target, id);
            case OrganizationHooks.KEY -> hook(api, id);
            case Installations.KEY -> installation(api, target, id);
            case CopilotSeats.KEY -> seat(api, id);
            default -> key.equals(CodingAgent.KEY) ? codingAgent(api) : unknown(key);
        };
    }

    private static Revocation token(GitHubApi api, String id) {
        return call(
                Method.POST,
                api.inOrganization("/personal-access-tokens/" + id),
                Optional.of(REVOKE),
                GitHubCredentials.AS_INSTALLATION,
                "The token can no longer reach the organisation's private data; public data it can still read.",
                "Its owner keeps it, and may ask for access again.");
    }

    private static Revocation request(GitHubApi api, String id) {
        return call(
                Method.POST,
                api.inOrganization("/personal-access-token-requests/" + id),
                Optional.of(DENY),
                GitHubCredentials.AS_INSTALLATION,
                "The token is not let in; what it could reach before stays as it is.",
                "Its owner is told, and may ask again.");
    }

    private static Revocation authorizedCredential(GitHubApi api, String id) {
        return call(
                Method.DELETE,
                api.inOrganization("/credential-authorizations/" + id),
                Optional.empty(),
                GitHubCredentials.AS_OWNER,
                "The credential can no longer reach what single sign-on protects in this organisation.",
                "It works elsewhere as before; its owner cannot authorise the same credential again.");
    }

    private static Revocation deployKey(GitHubApi api, RevocationTarget target, String id) {
        String repository = target.holder().attributes().getOrDefault(DeployKey.REPOSITORY, "");
        String name = repository.substring(repository.indexOf('/') + 1);
        if (name.isEmpty()) {
            return new Manual(
                    "The key's repository is not known here.",
                    List.of("Open the repository's settings, Deploy keys, and delete the key."));
        }
        return call(
                Method.DELETE,
                "/repos/%s/%s/keys/%s".formatted(api.settings().organization(), GitHubApi.segment(name), id),
                Optional.empty(),
                GitHubCredentials.AS_INSTALLATION,
                "Whoever holds the key can no longer reach %s.".formatted(repository),
                "The same key can be added again by someone with admin rights to the repository.");
    }

    private static Revocation hook(GitHubApi api, String id) {
        return call(
                Method.DELETE,
                api.inOrganization("/hooks/" + id),
                Optional.empty(),
                GitHubCredentials.AS_INSTALLATION,
                "GitHub sends nothing more to the webhook's address; what was sent stays there.",
                "The webhook's secret and settings are lost: it has to be made anew.");
    }

    private static Revocation installation(GitHubApi api, RevocationTarget target, String id) {
        Optional<GitHubSettings.Enterprise> enterprise = api.settings().enterprise();
        if (enterprise.isPresent()) {
            return call(
                    Method.DELETE,
                    "/enterprises/%s/apps/organizations/%s/installations/%s"
                            .formatted(enterprise.get().slug(), api.settings().organization(), id),
                    Optional.empty(),
                    GitHubCredentials.AS_ENTERPRISE,
                    "The app '%s' loses all access to the organisation, and its settings there are deleted."
                            .formatted(target.holder().displayName()),
                    "An owner has to install it again to undo this.");
        }
        return new Manual(
                "GitHub lets an organisation remove someone else's app only on its website; by API it takes an app that is"
                        + " installed on the enterprise (settings 'enterprise' and 'enterprise-installation-id').",
                List.of(
                        "As an owner of %s, open %s/organizations/%s/settings/installations/%s"
                                .formatted(
                                        api.settings().organization(),
                                        web(api),
                                        api.settings().organization(),
                                        id),
                        "Choose 'Suspend' to stop the app and keep its settings, or 'Uninstall' to remove it."));
    }

    private static Revocation seat(GitHubApi api, String login) {
        return new Manual(
                "Copilot seats are bought and given by team or by person, which is left to whoever pays for them.",
                List.of(
                        "As an owner of %s, open %s/organizations/%s/settings/copilot/seat_management"
                                .formatted(
                                        api.settings().organization(),
                                        web(api),
                                        api.settings().organization()),
                        "Find %s and choose 'Remove access'; a seat given by a team ends with the team's assignment."
                                .formatted(login)));
    }

    private static Revocation codingAgent(GitHubApi api) {
        return new Manual(
                "The coding agent is switched off by policy, for repositories rather than for a grant.",
                List.of(
                        "As an owner of %s, open %s/organizations/%s/settings/copilot/coding_agent"
                                .formatted(
                                        api.settings().organization(),
                                        web(api),
                                        api.settings().organization()),
                        "Choose the repositories in which it may work, or none."));
    }

    private static Revocation unknown(String key) {
        return new Manual(
                "Nothing is known that revokes '%s'.".formatted(key),
                List.of("Look for it in the organisation's settings, under Third-party Access."));
    }

    private static Revocation call(
            Method method, String path, Optional<String> json, String credential, String effect, String remainder) {
        return new Call(method, path, json, credential, List.of(effect, remainder));
    }

    /** The web site that belongs to the API. */
    private static String web(GitHubApi api) {
        URI uri = URI.create(api.settings().api());
        String host = uri.getHost();
        String site = host.startsWith("api.") ? host.substring("api.".length()) : host;
        return "https://" + site + (uri.getPort() == -1 ? "" : ":" + uri.getPort());
    }
}
