package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** In which repositories Copilot's coding agent may work: all, selected ones or none, where it holds nothing. */
final class CodingAgent implements AccessStream {
    static final StreamId ID = new StreamId("coding-agent");
    static final String KEY = "coding-agent";
    static final String FORM = "copilot-coding-agent";

    /** GitHub lists no permissions for it; its documentation says that it pushes branches and opens pull requests. */
    private static final Set<String> DOCUMENTED = Set.of("contents:write", "pull_requests:write");

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Copilot coding agent";
    }

    @Override
    public StreamNature nature() {
        return StreamNature.LISTING;
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of("organization_copilot_agent_settings:read");
    }

    @Override
    public Duration freshFor() {
        return Duration.ofHours(12);
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) {
        return List.of(Partition.whole(ID));
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        GitHubApi api = new GitHubApi(session);
        JsonBody body = JsonBody.of(api.get(
                api.inOrganization("/copilot/coding-agent/permissions"),
                Map.of(),
                GitHubLimits.CORE,
                GitHubCredentials.AS_INSTALLATION));
        return Page.last(read(new Naming(session.connection().id()), body));
    }

    static List<Observation> read(Naming naming, JsonBody body) throws ConnectorException {
        ResourceReach reach = body.text("enabled_repositories").equals("none")
                ? ResourceReach.NONE
                : Permissions.reach(body, "enabled_repositories");
        if (reach == ResourceReach.NONE) {
            return List.of();
        }
        NonHumanIdentity agent = naming.identity(naming.codingAgent(), FORM, "GitHub Copilot coding agent")
                .withAliases(Set.of(new Alias(Naming.SLUG, "copilot-swe-agent")))
                .withPublisher(Knowledge.known(CopilotSeats.PUBLISHER), Set.of())
                .withStanding(Standing.ACTIVE);
        Grant grant = Grant.of(KEY, GrantSubject.tenant(), Naming.RESOURCE, PermissionKind.APP_PERMISSION, DOCUMENTED)
                .withReach(reach)
                .withStanding(Standing.ACTIVE);
        return List.of(new GrantObserved(agent, grant));
    }
}
