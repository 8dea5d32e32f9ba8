package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.CredentialObserved;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The stream of agent identities and the blueprints from which they were created. An agent identity signs in with its
 * blueprint's credentials, so this stream records the blueprint as the agent identity's credential. The stream of
 * service principals lists the agents themselves.
 */
final class EntraAgentIdentitiesStream extends EntraListingStream {
    static final StreamId ID = new StreamId("agent-identities");

    private static final String PAGE_SIZE = "200";

    EntraAgentIdentitiesStream() {
        super(StreamDefinition.listing(ID, "Agent identities and their blueprints")
                .withScopes(EntraScopes.AGENTS, EntraScopes.APPLICATIONS));
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        GraphRequestUri address = GraphRequestUri.of("servicePrincipals", "microsoft.graph.agentIdentity")
                .with("$top", PAGE_SIZE);
        GraphPage page = GraphPage.read(
                session,
                address,
                from.token().orElse(""),
                EntraSettings.of(session).size().directoryLimit());
        return page.toPage(observations(session, page.values()));
    }

    private static List<AccessObservation> observations(ProviderSession session, List<JsonNodeReader> agents)
            throws ConnectorException {
        Map<String, String> blueprints = new TreeMap<>();
        for (JsonNodeReader agent : agents) {
            Optional<String> blueprint = agent.optionalNonBlank("agentIdentityBlueprintId");
            if (blueprint.isPresent()) {
                blueprints.put(agent.nonBlank("id"), blueprint.get());
            }
        }
        Map<String, NonHumanIdentity> identities = new EntraPrincipalMapper(session).byObjectId(blueprints.keySet());
        List<AccessObservation> observed = new ArrayList<>();
        blueprints.forEach((agent, blueprint) -> {
            NonHumanIdentity identity = identities.get(agent);
            if (identity != null) {
                observed.add(new CredentialObserved(identity, EntraCredentialMapper.blueprint(blueprint)));
            }
        });
        return observed;
    }
}
