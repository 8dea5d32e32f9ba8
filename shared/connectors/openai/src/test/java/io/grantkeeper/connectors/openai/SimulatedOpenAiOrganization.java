package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.testkit.SimulatedConnection;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.simulator.openai.OpenAiDouble;
import io.grantkeeper.simulator.openai.OpenAiTenant;
import java.util.Map;

/** The demo company's OpenAI organization. */
final class SimulatedOpenAiOrganization extends SimulatedConnection {
    SimulatedOpenAiOrganization() {
        super(
                new OpenAiConnector(),
                simulator -> Map.of(OpenAiSettings.BASE_URL, simulator.openAi().toString()),
                simulator -> Map.of(
                        OpenAiClient.ADMIN_KEY,
                        Secret.of(simulator.openAiDouble().issueAdminKey(OpenAiDouble.FULL_SCOPES))));
    }

    OpenAiTenant tenant() {
        return simulator.openAiDouble().tenant();
    }

    /** Returns the first grant or credential of the identity with this name. */
    RevocationTarget target(StreamId id, String name) throws ConnectorException {
        return targetOf(id, identity -> identity.displayName().text().equals(name));
    }
}
