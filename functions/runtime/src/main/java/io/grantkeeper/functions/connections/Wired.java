package io.grantkeeper.functions.connections;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.Connection;

/** A connection together with the connector that serves it. */
public record Wired(Connection connection, Connector connector, ProviderSession session) {}
