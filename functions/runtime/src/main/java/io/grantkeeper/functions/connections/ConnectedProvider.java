package io.grantkeeper.functions.connections;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.Connection;

/** A connection with its connector and an open session. */
public record ConnectedProvider(Connection connection, Connector connector, ProviderSession session) {}
