package io.grantkeeper.functions.connections;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.Connection;

/** Opens the sessions through which connectors call providers. */
@FunctionalInterface
public interface ProviderSessions {
    ProviderSession open(Connector connector, Connection connection);
}
