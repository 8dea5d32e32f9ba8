package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connectors.SimulatedTenant;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.simulator.openai.OpenAiDouble;
import io.grantkeeper.simulator.openai.OpenAiTenant;
import java.util.Map;

/** The demo company's OpenAI organisation. */
final class SimulatedOrganization extends SimulatedTenant {
    SimulatedOrganization() {
        super(
                new OpenAiConnector(),
                simulator -> Map.of(OpenAiSettings.BASE_URL, simulator.openAi().toString()),
                simulator -> Map.of(
                        OpenAiApi.ADMIN_KEY,
                        Secret.of(simulator.openAiDouble().issueAdminKey(OpenAiDouble.FULL_SCOPES))));
    }

    OpenAiTenant tenant() {
        return simulator.openAiDouble().tenant();
    }

    /** What is held by the one of this name. */
    RevocationTarget target(StreamId id, String name) throws ConnectorException {
        return targetOf(id, holder -> holder.displayName().equals(name));
    }
}
