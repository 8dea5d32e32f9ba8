package io.grantkeeper.benchmarks.suite;

import io.grantkeeper.aws.dynamodb.ConsumedCapacityTotals;
import io.grantkeeper.functions.decide.DecideConfig;
import io.grantkeeper.functions.decide.DecideDependencies;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.local.suite.LocalSuite;
import io.grantkeeper.local.suite.LocalSuiteOptions;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.store.StoredPolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * A load test that sends decision requests at a steady rate, regardless of response times. The load is an open loop, so
 * a slow response does not delay later requests, and each response time is measured from the moment at which the
 * request was due. Warm-up requests are not counted.
 */
final class DecideLoadTest {
    private static final TenantId TENANT = new TenantId("bench");
    private static final ProviderId PROVIDER = new ProviderId("google");
    private static final ConnectionId CONNECTION = new ConnectionId("google-bench");
    private static final String KEY = "key-of-the-bench";
    private static final List<String> THINGS = List.of("mail", "calendar", "file", "chat", "secret");
    private static final List<String> ACTIONS = List.of("read", "send", "delete", "write");

    private DecideLoadTest() {}

    /**
     * The result of a run. All times are in nanoseconds.
     *
     * @param kept the number of decisions, since the start of the measurement, that are stored in DynamoDB at the end
     * @param readUnits DynamoDB read units per decision
     * @param writeUnits DynamoDB write units per decision, including those for its record
     * @param sealReadUnits DynamoDB read units per decision for sealing its record afterward
     * @param sealWriteUnits DynamoDB write units per decision for sealing its record afterward
     */
    record Result(
            int answered,
            int failed,
            long p50,
            long p90,
            long p99,
            long longest,
            int kept,
            double readUnits,
            double writeUnits,
            double sealReadUnits,
            double sealWriteUnits) {}

    static Result run(int rate, Duration warmUp, Duration length, int agents, int policies) throws Exception {
        try (LocalSuite suite = LocalSuite.start(options())) {
            LocalSuiteStores stores = suite.stores();
            fill(stores, agents, policies);
            URI url = URI.create(suite.address().orElseThrow() + "/access/v1/evaluation");
            try (HttpClient http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build()) {
                var _ = sendRequests(http, url, rate, warmUp, agents);
                Thread.sleep(2_000);
                Instant start = Instant.now();
                ConsumedCapacityTotals.Snapshot before = suite.consumed();
                long[] times = sendRequests(http, url, rate, length, agents);
                Thread.sleep(2_000);
                ConsumedCapacityTotals.Snapshot consumed = suite.consumed().since(before);
                int kept = countRecorded(stores, start);
                ConsumedCapacityTotals.Snapshot sealing = sealAll(suite);
                int all = times.length + (int) (rate * warmUp.toSeconds());
                Arrays.sort(times);
                int failed = (int) Arrays.stream(times).filter(time -> time < 0).count();
                long[] good = Arrays.copyOfRange(times, failed, times.length);
                return new Result(
                        good.length,
                        failed,
                        percentile(good, 0.5),
                        percentile(good, 0.9),
                        percentile(good, 0.99),
                        percentile(good, 1),
                        kept,
                        consumed.readUnits() / times.length,
                        consumed.writeUnits() / times.length,
                        sealing.readUnits() / all,
                        sealing.writeUnits() / all);
            }
        }
    }

    private static ConsumedCapacityTotals.Snapshot sealAll(LocalSuite suite) {
        ConsumedCapacityTotals.Snapshot before = suite.consumed();
        long integrated;
        do {
            integrated = suite.seal().integrated();
        } while (integrated > 0);
        return suite.consumed().since(before);
    }

    private static long percentile(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))];
    }

    private static LocalSuiteOptions options() {
        return LocalSuiteOptions.deciding(
                new DecideDependencies(TENANT, DecideConfig.withKey("bench", KEY), List.of()), Optional.empty());
    }

    private static IdentityId agent(int number) {
        return new IdentityId(CONNECTION, IdentityKind.AI_AGENT, "agent-" + number);
    }

    private static void fill(LocalSuiteStores stores, int agents, int policies) {
        Instant now = Instant.now();
        List<AccessObservation> seen = new ArrayList<>();
        for (int i = 0; i < agents; i++) {
            seen.add(new AccessObservation.IdentityObserved(
                    NonHumanIdentity.of(agent(i), PROVIDER, "agent", "Agent " + i)));
        }
        var _ = stores.access().apply(TENANT, new ObservationBatch(now, true, seen));
        for (int i = 0; i < agents; i++) {
            stores.access().saveSummary(TENANT, summary(agent(i), now));
        }
        for (int i = 0; i < policies; i++) {
            String name = "policy-" + i;
            String text = """
                    policy: %s
                    intent: Says what agents may do with one kind of resource.
                    covers:
                      kinds: [ai-agent]
                    rules:
                      - %s: %s %s
                    stage: enforcement
                    """.formatted(name, i % 5 == 0 ? "ask" : "allow", verb(i), noun(i));
            stores.policies().save(TENANT, StoredPolicy.of(name, text, PolicyStage.ENFORCEMENT, now));
        }
    }

    private static String verb(int number) {
        return List.of("read", "write").get(number % 2);
    }

    private static String noun(int number) {
        return List.of("mail", "calendars", "files").get(number % 3);
    }

    private static IdentitySummary summary(IdentityId id, Instant now) {
        return new IdentitySummary(
                id,
                PROVIDER,
                "agent",
                id.externalId(),
                IdentityStatus.ACTIVE,
                Severity.MEDIUM,
                AiVerdict.YES,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Timestamp.unknown(),
                Timestamp.never(),
                now,
                now,
                0);
    }

    private static long[] sendRequests(HttpClient http, URI url, int rate, Duration length, int agents) {
        int count = (int) (rate * length.toSeconds());
        long[] times = new long[count];
        long start = System.nanoTime();
        List<CompletableFuture<Void>> answers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int number = i;
            long due = start + i * 1_000_000_000L / rate;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(Math.max(1, due - System.nanoTime()));
            }
            HttpRequest request = HttpRequest.newBuilder(url)
                    .header("Content-Type", "application/json")
                    .header("X-API-Key", KEY)
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"subject\":{\"type\":\"agent\",\"id\":\"%s\"},\"action\":{\"name\":\"%s\"},\"resource\":{\"type\":\"%s\",\"id\":\"%d\"}}"
                                    .formatted(
                                            agent(i % agents),
                                            ACTIONS.get(i % ACTIONS.size()),
                                            THINGS.get(i % THINGS.size()),
                                            i)))
                    .build();
            answers.add(http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                    .handle((response, failure) -> {
                        boolean good = failure == null && response.statusCode() == 200;
                        times[number] = good ? System.nanoTime() - due : -1;
                        return null;
                    }));
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
        return times;
    }

    private static int countRecorded(LocalSuiteStores stores, Instant from) {
        return StorePage.readAll(next ->
                        stores.decisions().between(TENANT, from, Instant.now().plusSeconds(5), 1_000, next))
                .size();
    }
}
