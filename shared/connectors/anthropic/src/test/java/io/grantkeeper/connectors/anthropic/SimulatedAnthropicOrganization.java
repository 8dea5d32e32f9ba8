package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.testkit.SimulatedConnection;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.simulator.anthropic.AnthropicDouble;
import io.grantkeeper.simulator.anthropic.AnthropicTenant;
import java.util.Map;

/** The demo company's Anthropic organization. */
final class SimulatedAnthropicOrganization extends SimulatedConnection {
    SimulatedAnthropicOrganization() {
        super(
                new AnthropicConnector(),
                simulator ->
                        Map.of(AnthropicSettings.BASE_URL, simulator.anthropic().toString()),
                simulator -> Map.of(
                        AnthropicClient.ADMIN_KEY,
                        Secret.of(simulator.anthropicDouble().issueAdminKey(AnthropicDouble.FULL_SCOPES))));
    }

    AnthropicTenant tenant() {
        return simulator.anthropicDouble().tenant();
    }

    /** Returns the first grant or credential of an identity of this form. */
    RevocationTarget target(StreamId id, String form) throws ConnectorException {
        return targetOf(id, identity -> identity.form().equals(form));
    }
}
