package io.grantkeeper.connector.http;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.Connection;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Opens sessions with providers. One lives as long as its process: what connections share (the HTTP client, answers
 * kept for conditional requests) and what each has for itself (leased calls, the circuit breaker) lies here.
 */
public final class SessionFactory implements AutoCloseable {
    private final CredentialResolver credentials;
    private final Function<Connection, RateBudget> budgets;
    private final Clock clock;
    private final HttpOptions options;
    private final Transport transport;
    private final ConditionalCache cache;
    /** By tenant and connection. */
    private final Map<String, Guard> guards = new ConcurrentHashMap<>();

    /**
     * @param budgets the shared budget of a connection's provider account, usually {@link RateBudget#shared}
     */
    public SessionFactory(
            CredentialResolver credentials,
            Function<Connection, RateBudget> budgets,
            Clock clock,
            HttpOptions options) {
        this.credentials = credentials;
        this.budgets = budgets;
        this.clock = clock;
        this.options = options;
        this.transport = new Transport(options);
        this.cache = new ConditionalCache(options.cacheBytes());
    }

    public ProviderSession open(Connector connector, Connection connection) {
        Guard guard = guards.computeIfAbsent(
                connection.tenant() + "/" + connection.id(),
                _ -> new Guard(
                        new LeasedCalls(budgets.apply(connection), clock, options.callsPerLease()),
                        Guard.breaker(connection.id().value(), clock)));
        return new ConnectionSession(
                connector,
                connection,
                credentials,
                clock,
                (session, hosts) -> new RuleKeepingHttp(connector, session, hosts, transport, cache, guard, options));
    }

    /** Ends idle connections; sessions opened here are of no use afterwards. */
    @Override
    public void close() {
        transport.close();
    }
}
