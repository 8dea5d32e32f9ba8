package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.StreamId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stream of repositories in which Copilot's coding agent may work: all, selected or none. If the agent may not work
 * in any repository, it has no grant.
 */
final class GitHubCodingAgentStream {
    static final StreamId ID = new StreamId("coding-agent");
    static final String KEY = "coding-agent";
    static final String FORM = "copilot-coding-agent";

    /**
     * The agent's permissions according to GitHub's documentation: it pushes branches and opens pull requests. GitHub's
     * API lists no permissions for the agent.
     */
    private static final Set<String> DOCUMENTED = Set.of("contents:write", "pull_requests:write");

    private GitHubCodingAgentStream() {}

    static StreamPage read(StreamPageRequest request) throws ConnectorException {
        GitHubClient api = new GitHubClient(request.session());
        JsonNodeReader body = JsonNodeReader.of(api.get(
                api.inOrganization("/copilot/coding-agent/permissions"),
                Map.of(),
                GitHubRateLimits.CORE,
                GitHubCredentials.AS_INSTALLATION));
        return StreamPage.last(read(new GitHubIds(request.connection()), body));
    }

    static List<AccessObservation> read(GitHubIds ids, JsonNodeReader body) throws ConnectorException {
        ResourceReach reach = body.text("enabled_repositories").equals("none")
                ? ResourceReach.NONE
                : GitHubPermissionScopes.reach(body, "enabled_repositories");
        if (reach == ResourceReach.NONE) {
            return List.of();
        }
        NonHumanIdentity agent = ids.identity(ids.codingAgent(), FORM, "GitHub Copilot coding agent")
                .withAliases(Set.of(new Alias(GitHubIds.SLUG, "copilot-swe-agent")))
                .withPublisher(KnownOrUnknown.known(GitHubCopilotSeatsStream.PUBLISHER), Set.of())
                .withStanding(ProviderStatus.ACTIVE);
        Grant grant = Grant.of(
                        KEY, GrantSubject.tenant(), GitHubIds.RESOURCE, PermissionKind.APP_PERMISSION, DOCUMENTED)
                .withReach(reach)
                .withStanding(ProviderStatus.ACTIVE);
        return List.of(new GrantObserved(agent, grant));
    }
}
