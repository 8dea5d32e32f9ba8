package io.grantkeeper.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.aws.dynamodb.DynamoDbAccessStore;
import io.grantkeeper.aws.dynamodb.DynamoDbRateBudgetStore;
import io.grantkeeper.aws.dynamodb.DynamoDbRevocationStore;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.aws.dynamodb.TableCreator;
import io.grantkeeper.aws.local.LocalDynamoDb;
import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.RevocationAttempt.Outcome;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.owners.revocation.CompleteListingCheck;
import io.grantkeeper.owners.revocation.RateLimitWait;
import io.grantkeeper.owners.revocation.RevocationRequest;
import io.grantkeeper.owners.revocation.RevokeAccess;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.SimulatedClock;
import io.grantkeeper.simulator.http.AnsweredCallLog;
import io.grantkeeper.simulator.http.FaultSchedule;
import io.grantkeeper.simulator.slack.SlackOptions;
import io.grantkeeper.simulator.slack.SlackSimulator;
import io.grantkeeper.store.testkit.kill.CrashAssertions;
import io.grantkeeper.store.testkit.kill.CrashSimulator;
import io.grantkeeper.store.testkit.kill.ProcessCrashedError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Tests a revocation that reaches the provider's rate limit. Kills the process at every write, and immediately before
 * and after every call that changes something at Slack.
 */
@DisplayName("A removal that hits the provider's rate limit, wherever the process is killed")
class RateLimitedRevocationKillIT {
    private static final String TABLE = "grantkeeper";
    private static final TenantId TENANT = new TenantId("larkfield");
    private static final String APP = "Jira Cloud";
    private static final int ROUNDS = 10;
    private static final int KILL_INTERVAL = 4;

    @Test
    void revokesAllAccessAndRepeatsOnlyInterruptedCall() throws Exception {
        int kills;
        try (LocalDynamoDb database = LocalDynamoDb.inMemory()) {
            kills = CrashAssertions.assertSameEndStateAfterSampledCrashes(KILL_INTERVAL, kill -> {
                try (Scene scene = new Scene(database, kill)) {
                    return scene.revoke();
                } finally {
                    database.client().deleteTable(request -> request.tableName(TABLE));
                }
            });
        }
        assertThat(kills).isGreaterThan(12);
    }

    private static final class Scene implements AutoCloseable {
        private final SimulatedClock clock = SimulatedClock.frozenAt(Company.START);
        private final AnsweredCallLog calls = new AnsweredCallLog();
        private final SlackSimulator slack =
                SlackSimulator.start(Company.demo(clock), SlackOptions.defaults(), new FaultSchedule(), calls);
        private final Secret token = Secret.of(slack.issueUserToken());
        private final Connector connector =
                ConnectorRegistry.standard().find(new ProviderId("slack")).orElseThrow();
        private final CrashSimulator kill;
        private final DynamoDbTable table;
        private final DynamoDbTable failingTable;

        Scene(LocalDynamoDb database, CrashSimulator kill) {
            new TableCreator(database.client()).createIfMissing(TABLE);
            this.kill = kill;
            this.table = new DynamoDbTable(database.client(), TABLE);
            this.failingTable = new DynamoDbTable(KillableDynamoDb.of(database.client(), kill), TABLE);
        }

        /** Starts a new process, which does not know the leases and rate limits of earlier processes. */
        private SessionFactory startProcess() {
            DynamoDbRateBudgetStore budgets = new DynamoDbRateBudgetStore(table);
            return new SessionFactory(
                    (_, slot) -> slot.equals("user-token") ? Optional.of(token) : Optional.empty(),
                    connection -> RateBudget.shared(budgets, connection, clock),
                    clock,
                    ProviderHttpOptions.shortTimeouts(Duration.ofMinutes(1)));
        }

        private ProviderSession session(SessionFactory process) {
            return process.open(
                    connector,
                    Connection.of(
                            TENANT,
                            new ConnectionId("slack-larkfield"),
                            new ProviderId("slack"),
                            Map.of(
                                    "base-url", slack.api().toString(),
                                    "audit-url", slack.audit().toString()),
                            Map.of()));
        }

        private IdentityId sweptApp() throws ConnectorException {
            List<AccessObservation> rows = new ArrayList<>();
            try (SessionFactory process = startProcess()) {
                ProviderSession session = session(process);
                for (AccessStream stream : connector.streams()) {
                    if (Set.of("approved-apps", "installed-apps")
                            .contains(stream.id().value())) {
                        for (Partition partition : stream.partitions(session, Set.of())) {
                            rows.addAll(stream.read(session, partition, PartitionCursor.start())
                                    .items());
                        }
                    }
                }
            }
            List<GrantObserved> held = rows.stream()
                    .filter(GrantObserved.class::isInstance)
                    .map(GrantObserved.class::cast)
                    .filter(row -> row.holder().displayName().text().equals(APP))
                    .toList();
            assertThat(held).hasSize(3);
            var _ = new DynamoDbAccessStore(table)
                    .apply(TENANT, new ObservationBatch(clock.instant(), false, List.copyOf(held)));
            return held.getFirst().holder().id();
        }

        private Set<String> revoke() throws ConnectorException {
            IdentityId app = sweptApp();
            clock.advance(Duration.ofMinutes(1));
            RevocationRequest request = new RevocationRequest("dana", clock.instant());
            List<Outcome> outcomes = List.of();
            for (int round = 0; !outcomes.equals(List.of(Outcome.DONE, Outcome.DONE, Outcome.DONE)); round++) {
                assertThat(round).as("rounds, the last with %s", outcomes).isLessThan(ROUNDS);
                try (SessionFactory process = startProcess()) {
                    outcomes = carryOut(process, app, request);
                } catch (ProcessCrashedError _) {
                    kill.restart();
                }
                clock.advance(Duration.ofSeconds(61));
            }
            assertThat(calls.matching(call -> call.path().endsWith("admin.apps.uninstall") && call.status() == 200))
                    .hasSizeBetween(3, 4);
            Set<String> end = new TreeSet<>();
            new DynamoDbRevocationStore(table)
                    .byIdentity(TENANT, app)
                    .forEach(attempt -> end.add(attempt.outcome() + " "
                            + attempt.targets() + " "
                            + attempt.taken().size()));
            slack.company()
                    .slack()
                    .restricted()
                    .all()
                    .forEach(row -> end.add("restricted " + row.app().name()));
            return end;
        }

        private List<Outcome> carryOut(SessionFactory process, IdentityId app, RevocationRequest request) {
            RevokeAccess access = new RevokeAccess(
                    kill.guard(Revoker.class, connector.revoker().orElseThrow()),
                    session(process),
                    new DynamoDbRevocationStore(failingTable),
                    CompleteListingCheck.UNKNOWN,
                    clock,
                    RateLimitWait.NONE);
            var identityRecord =
                    new DynamoDbAccessStore(table).identityRecord(TENANT, app).orElseThrow();
            return access.plan(identityRecord, Set.of()).stream()
                    .map(step -> access.carryOut(TENANT, step, request).outcome())
                    .toList();
        }

        @Override
        public void close() {
            slack.close();
        }
    }
}
