package io.grantkeeper.connector.testkit;

import io.grantkeeper.identity.Secret;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/**
 * A running double of a provider. It need not inject faults itself, because the contract puts a proxy between the
 * double and the connector. The double's data and clock do not change unless the connector changes something.
 */
public interface ProviderDouble extends AutoCloseable {
    /**
     * Returns the double's addresses, keyed by the connection setting that points to each: {@code base-url} and {@code
     * *-url}.
     */
    Map<String, URI> baseUrls();

    /** Returns the connection's settings other than addresses. */
    Map<String, String> settings();

    /** Returns the secrets for the connection's credential slots, keyed by slot. */
    Map<String, Secret> credentials();

    /** Returns the double's clock. */
    Clock clock();

    @Override
    void close();
}
