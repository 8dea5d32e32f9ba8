package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.CredentialObserved;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which blueprint each agent identity was made from. An agent identity signs in with its blueprint's credentials, so
 * that is what it holds here; the agents themselves are listed with all other service principals.
 */
final class AgentIdentitiesStream extends DirectoryListing {
    static final StreamId ID = new StreamId("agent-identities");

    private static final String PAGE_SIZE = "200";

    @Override
    public StreamId id() {
        return ID;
    }

    @Override
    public String title() {
        return "Agent identities and their blueprints";
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(Scopes.AGENTS, Scopes.APPLICATIONS);
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        Address address =
                Address.of("servicePrincipals", "microsoft.graph.agentIdentity").with("$top", PAGE_SIZE);
        GraphPage page = GraphPage.read(
                session,
                address,
                from.token().orElse(""),
                EntraSettings.of(session).size().directory());
        return page.toPage(observations(session, page.values()));
    }

    private static List<Observation> observations(ProviderSession session, List<JsonBody> agents)
            throws ConnectorException {
        Map<String, String> blueprints = new TreeMap<>();
        for (JsonBody agent : agents) {
            Optional<String> blueprint = Read.optional(agent, "agentIdentityBlueprintId");
            if (blueprint.isPresent()) {
                blueprints.put(Read.required(agent, "id"), blueprint.get());
            }
        }
        Map<String, NonHumanIdentity> identities = new Principals(session).byObjectId(blueprints.keySet());
        List<Observation> observed = new ArrayList<>();
        blueprints.forEach((agent, blueprint) -> {
            NonHumanIdentity holder = identities.get(agent);
            if (holder != null) {
                observed.add(new CredentialObserved(holder, Credentials.blueprint(blueprint)));
            }
        });
        return observed;
    }
}
