package io.grantkeeper.functions.connections;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.Connection;

/** Opens sessions with providers. */
@FunctionalInterface
public interface Sessions {
    ProviderSession open(Connector connector, Connection connection);
}
