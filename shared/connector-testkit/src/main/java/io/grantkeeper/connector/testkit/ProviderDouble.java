package io.grantkeeper.connector.testkit;

import io.grantkeeper.identity.Secret;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/**
 * A running double of a provider. It needs no faults of its own: the contract stands between it and the connector, and
 * breaks things there. Its data and its clock stand still unless the connector changes something.
 */
public interface ProviderDouble extends AutoCloseable {
    /** Where it listens, by the connection setting that points there: {@code base-url} and {@code *-url}. */
    Map<String, URI> baseUrls();

    /** The connection's other settings. */
    Map<String, String> settings();

    /** What the connection's credential slots hold, by slot. */
    Map<String, Secret> credentials();

    /** The time that the double goes by. */
    Clock clock();

    @Override
    void close();
}
