package io.grantkeeper.connector.testkit;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorParts;

/**
 * A wrapper that makes a connector declare no hosts. Only a connection's base URLs can then be called, so no contract
 * test ever reaches a real provider.
 */
record HostlessConnector(Connector connector) implements Connector {
    @Override
    public ConnectorParts parts() {
        return connector.parts().withDefinition(connector.definition().withHosts());
    }
}
