package io.grantkeeper.connector.http;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.Connection;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Creates sessions with providers. A process needs only one factory. All connections share its HTTP client and its
 * cache for conditional requests; each connection has its own leased calls and its own circuit breaker.
 */
public final class SessionFactory implements AutoCloseable {
    private final CredentialResolver credentials;
    private final Function<Connection, RateBudget> budgets;
    private final Clock clock;
    private final ProviderHttpOptions options;
    private final HttpTransport transport;
    private final ETagCache cache;
    /** The safeguards of each connection, keyed by tenant and connection. */
    private final Map<String, ConnectionResilience> guards = new ConcurrentHashMap<>();

    /**
     * Creates a factory.
     *
     * @param budgets returns the shared budget of a connection's provider account, usually {@link RateBudget#shared}
     */
    public SessionFactory(
            CredentialResolver credentials,
            Function<Connection, RateBudget> budgets,
            Clock clock,
            ProviderHttpOptions options) {
        this.credentials = credentials;
        this.budgets = budgets;
        this.clock = clock;
        this.options = options;
        this.transport = new HttpTransport(options);
        this.cache = new ETagCache(options.cacheBytes());
    }

    public ProviderSession open(Connector connector, Connection connection) {
        ConnectionResilience guard = guards.computeIfAbsent(
                connection.tenant() + "/" + connection.id(),
                _ -> new ConnectionResilience(
                        new CallLease(budgets.apply(connection), clock, options.callsPerLease()),
                        ConnectionResilience.newBreaker(connection.id().value(), clock)));
        return new ConnectionSession(
                connector,
                connection,
                credentials,
                clock,
                (session, hosts) ->
                        new GuardedProviderHttp(connector, session, hosts, transport, cache, guard, options));
    }

    /**
     * Closes all connections and aborts requests in progress. Sessions that this factory opened cannot be used
     * afterward.
     */
    @Override
    public void close() {
        transport.close();
    }
}
