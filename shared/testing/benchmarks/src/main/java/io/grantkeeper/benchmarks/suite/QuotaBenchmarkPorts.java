package io.grantkeeper.benchmarks.suite;

import io.grantkeeper.aws.dynamodb.DynamoDbAccessStore;
import io.grantkeeper.aws.dynamodb.DynamoDbActivityStore;
import io.grantkeeper.aws.dynamodb.DynamoDbIdempotencyStore;
import io.grantkeeper.aws.dynamodb.DynamoDbPartitionDigestStore;
import io.grantkeeper.aws.dynamodb.DynamoDbPushSubscriptionStore;
import io.grantkeeper.aws.dynamodb.DynamoDbRateBudgetStore;
import io.grantkeeper.aws.dynamodb.DynamoDbSweepStore;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.behavior.store.ActivityStore;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderHttp;
import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.functions.connections.ConfiguredConnections;
import io.grantkeeper.functions.connections.ConnectionLookup;
import io.grantkeeper.functions.connections.WebhookAddress;
import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.functions.runtime.WorkQueueTypes;
import io.grantkeeper.functions.work.RereadScheduler;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.IdempotencyStore;
import io.grantkeeper.identity.store.PartitionDigestStore;
import io.grantkeeper.identity.store.PushSubscriptionStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.ParkingQueue;
import io.grantkeeper.local.suite.LocalSuiteOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/**
 * The ports of one worker process: its own session and leased calls, and the table and queue that all workers share.
 */
record QuotaBenchmarkPorts(
        LocalSuiteOptions options,
        DynamoDbTable table,
        VirtualClock time,
        VirtualQueue queue,
        ParkingQueue deadLetters,
        CallsPerPage calls,
        Duration latency)
        implements BeanRegistrar {
    private static final Duration INVOCATION = Duration.ofMinutes(15);

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        IdempotencyStore handled = new DynamoDbIdempotencyStore(table);
        port(registry, Clock.class, time.clock());
        port(registry, RemainingTime.class, () -> INVOCATION);
        port(registry, ActivityStore.class, new DynamoDbActivityStore(table));
        port(registry, AccessStore.class, new DynamoDbAccessStore(table));
        port(registry, PartitionDigestStore.class, new DynamoDbPartitionDigestStore(table));
        port(registry, SweepStore.class, new DynamoDbSweepStore(table));
        port(registry, PushSubscriptionStore.class, new DynamoDbPushSubscriptionStore(table));
        port(registry, IdempotencyStore.class, handled);
        port(registry, ParkingQueue.class, deadLetters);
        registry.registerBean("syncQueue", WorkQueueTypes.SYNC_QUEUE, spec -> spec.supplier(_ -> queue));
        port(
                registry,
                RereadScheduler.class,
                new RereadScheduler(queue, handled, time.clock(), RereadScheduler.WINDOW));
        port(registry, WebhookAddress.class, new WebhookAddress(Optional.empty()));
        port(registry, ConnectionLookup.class, connectionLookup());
    }

    private ConnectionLookup connectionLookup() {
        var budgets = new DynamoDbRateBudgetStore(table);
        var sessions = new SessionFactory(
                options.credentials(),
                connection -> RateBudget.shared(budgets, connection, time.clock()),
                time.clock(),
                ProviderHttpOptions.standard());
        return new ConnectionLookup(
                ConfiguredConnections.of(options.connections()),
                new ConnectorRegistry(ConnectorRegistry.standard().all().stream()
                        .map(connector -> new CallCountingConnector(connector, calls))
                        .toList()),
                (connector, connection) ->
                        new DelayedSession(sessions.open(connector, connection), time, latency, calls));
    }

    /**
     * A session that delays every call by the given latency in virtual time, as if the call crossed the internet, and
     * counts the calls.
     */
    private record DelayedSession(ProviderSession near, VirtualClock time, Duration latency, CallsPerPage calls)
            implements ProviderSession {
        @Override
        public Connection connection() {
            return near.connection();
        }

        @Override
        public ProviderHttp http() {
            return request -> {
                time.pass(latency);
                ProviderResponse answer = near.http().send(request);
                calls.recordAnswer();
                return answer;
            };
        }

        @Override
        public Optional<Secret> credential(String name) throws ConnectorException {
            return near.credential(name);
        }

        @Override
        public Clock clock() {
            return time.clock();
        }
    }

    private static <T> void port(BeanRegistry registry, Class<T> type, T value) {
        registry.registerBean(type, spec -> spec.supplier(_ -> value));
    }
}
