package io.grantkeeper.benchmarks.suite;

import io.grantkeeper.aws.dynamodb.ConsumedCapacityTotals;
import io.grantkeeper.behavior.incident.IncidentCorrelator;
import io.grantkeeper.behavior.incident.IncidentEntry;
import io.grantkeeper.functions.decide.DecideConfig;
import io.grantkeeper.functions.decide.DecideDependencies;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.local.suite.LocalSuite;
import io.grantkeeper.local.suite.LocalSuiteOptions;
import io.grantkeeper.local.suite.LocalSuiteStores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Measures the console's API with an inventory of a given size on DynamoDB Local. One caller requests each screen's
 * data repeatedly, each time with different parameters. Meanwhile, identities change, so that the inventory in memory
 * is updated during the measurement.
 */
final class ConsoleLoadTest {
    private static final TenantId TENANT = new TenantId("bench");
    private static final List<String> PROVIDERS = List.of("google", "github", "microsoft", "slack", "okta");
    private static final List<IdentityKind> KINDS = List.of(IdentityKind.values());
    private static final List<String> PRODUCTS = List.of("otter", "zapier", "claude", "github-copilot", "fireflies");
    private static final List<String> REACHES = List.of(
            "read, change and delete all of your mail",
            "read all files of everyone in the company",
            "read the calendars of the people who use it",
            "change code in selected repositories",
            "read the names and addresses of all people");

    /** One out of this many identities has an open finding. */
    private static final int FINDING_EVERY = 5;

    private static final int OWNED = 20;
    private static final int DETAILED = 500;
    private static final int INCIDENTS = 300;

    /** The time between requests. A caller may send 20 requests per second. */
    private static final Duration BETWEEN = Duration.ofMillis(55);

    private static final int WARM_UP = 15;

    /** The status with which a server responds while it is still reading its inventory. */
    private static final int STARTING = 503;

    /** The status of a response to a request that exceeds the rate limit. */
    private static final int LIMITED = 429;

    private ConsoleLoadTest() {}

    /**
     * The measurements of one screen. Times are in nanoseconds.
     *
     * @param bytes the size of a response, without compression
     * @param readUnits DynamoDB read units per request, including updates of the inventory in that time
     * @param reads DynamoDB read requests per request
     */
    record Screen(String name, long p50, long p95, long longest, long bytes, double readUnits, double reads) {}

    /**
     * The result of a run.
     *
     * @param fill the time to store the inventory
     * @param first the time until the first data arrives, in nanoseconds; the whole inventory is read in this time
     * @param firstLongest the longest request in this time, in nanoseconds; the responses to the other requests stated
     *     the progress of reading
     * @param firstUnits DynamoDB read units of the first request
     * @param heap the heap in use after the measurement and a garbage collection, including the database, in bytes
     */
    record Result(
            int identities,
            Duration fill,
            long first,
            long firstLongest,
            double firstUnits,
            long heap,
            List<Screen> screens) {}

    static Result run(int identities, int requests) throws IOException, InterruptedException {
        try (LocalSuite suite = LocalSuite.start(options());
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            long start = System.nanoTime();
            fill(suite.stores(), identities);
            Duration fill = Duration.ofNanos(System.nanoTime() - start);
            Caller caller = Caller.signIn(http, suite);
            var _ = suite.seal(); // the ledger's screen needs a checkpoint
            ConsumedCapacityTotals.Snapshot before = suite.consumed();
            Answer first = caller.get("/queue?limit=100");
            double firstUnits = suite.consumed().since(before).readUnits();
            List<Screen> screens = new ArrayList<>();
            for (Map.Entry<String, IntFunction<String>> screen : screens(identities)) {
                screens.add(measure(suite, caller, screen.getKey(), screen.getValue(), requests));
            }
            try (Searches _ = Searches.start(Caller.signIn(http, suite))) {
                screens.add(measure(
                        suite,
                        caller,
                        "identities, filtered, while others search",
                        ConsoleLoadTest::filtered,
                        requests));
            }
            System.gc();
            long heap =
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            return new Result(identities, fill, first.nanos(), first.longest(), firstUnits, heap, screens);
        }
    }

    /** Returns, for each screen, a function that creates a request from a number that varies the parameters. */
    private static List<Map.Entry<String, IntFunction<String>>> screens(int identities) {
        return List.of(
                Map.entry("queue", _ -> "/queue?limit=100"),
                Map.entry("identities, first page", _ -> "/identities?limit=100"),
                Map.entry(
                        "identities, a later page of 1,000",
                        i -> "/identities?limit=1000&cursor="
                                + encoded(i * 997 % Math.max(1, identities - 1_000) + "\n")),
                Map.entry("identities, filtered", ConsoleLoadTest::filtered),
                Map.entry("identities, search", ConsoleLoadTest::search),
                Map.entry(
                        "identities, another order",
                        i -> "/identities?limit=100&sort="
                                + List.of("name", "changed", "last-used", "first-seen")
                                        .get(i % 4)),
                Map.entry(
                        "identity",
                        i -> "/identities/" + encoded(id(i * 7 % DETAILED).toString())),
                Map.entry("findings, first page", _ -> "/findings?limit=100"),
                Map.entry("findings, search", i -> "/findings?limit=100&q=app%20" + i * 31 % 1_000),
                Map.entry("products", _ -> "/products?limit=100"),
                Map.entry("coverage", _ -> "/coverage"),
                Map.entry("incidents", _ -> "/incidents?limit=100"),
                Map.entry("approvals", _ -> "/approvals?limit=100"),
                Map.entry("policies", _ -> "/policies"),
                Map.entry("decisions", _ -> "/decisions?limit=100"),
                Map.entry("reviews", _ -> "/reviews"),
                Map.entry("ledger", _ -> "/ledger"));
    }

    private static String filtered(int number) {
        return "/identities?limit=100&risk=critical,high&owner="
                + List.of("nobody", "someone").get(number % 2);
    }

    private static String search(int number) {
        return "/identities?limit=100&q=person%20" + number * 31 % 1_000;
    }

    /** Another caller, who searches as often as the limit allows. */
    private record Searches(Thread thread) implements AutoCloseable {
        static Searches start(Caller caller) {
            return new Searches(Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; !Thread.interrupted(); i++) {
                        var _ = caller.get(search(i));
                        LockSupport.parkNanos(BETWEEN.toNanos());
                    }
                } catch (IOException e) {
                    throw new IllegalStateException("a search failed", e);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt(); // the measurement has ended
                }
            }));
        }

        @Override
        public void close() {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // the caller stops as well
            }
        }
    }

    private static Screen measure(LocalSuite suite, Caller caller, String name, IntFunction<String> path, int requests)
            throws IOException, InterruptedException {
        for (int i = 0; i < WARM_UP; i++) {
            var _ = caller.get(path.apply(i));
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
        long[] times = new long[requests];
        long bytes = 0;
        double units = 0;
        long reads = 0;
        for (int i = 0; i < requests; i++) {
            if (i % 10 == 0) {
                change(suite.stores(), i * 7919 % DETAILED);
            }
            ConsumedCapacityTotals.Snapshot before = suite.consumed();
            Answer answer = caller.get(path.apply(i));
            LockSupport.parkNanos(BETWEEN.toNanos());
            ConsumedCapacityTotals.Snapshot consumed = suite.consumed().since(before);
            times[i] = answer.nanos();
            bytes += answer.bytes();
            units += consumed.readUnits();
            reads += consumed.readRequests();
        }
        Arrays.sort(times);
        return new Screen(
                name,
                times[requests / 2],
                times[(int) (requests * 0.95)],
                times[requests - 1],
                bytes / requests,
                units / requests,
                (double) reads / requests);
    }

    /**
     * The response to a caller's request for data.
     *
     * @param nanos the time until the data arrived, including repeated requests
     * @param longest the time of the longest request
     */
    private record Answer(long nanos, long longest, long bytes) {}

    /** A caller who is signed in with a one-time link. */
    private record Caller(HttpClient http, URI base, String cookie) {
        static Caller signIn(HttpClient http, LocalSuite suite) throws IOException, InterruptedException {
            HttpResponse<String> opened = http.send(
                    HttpRequest.newBuilder(suite.consoleLink()).build(), HttpResponse.BodyHandlers.ofString());
            return new Caller(
                    http,
                    suite.address().orElseThrow(),
                    opened.headers().allValues("set-cookie").getFirst().split(";", 2)[0]);
        }

        Answer get(String path) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(base.resolve("/api/v1" + path))
                    .header("Cookie", cookie)
                    .build();
            long start = System.nanoTime();
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            long longest = System.nanoTime() - start;
            while (response.statusCode() == STARTING) {
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                long sent = System.nanoTime();
                response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                longest = Math.max(longest, System.nanoTime() - sent);
            }
            while (response.statusCode() == LIMITED) { // how long the limit lasts says nothing about the server's speed
                LockSupport.parkNanos(Duration.ofSeconds(response.headers()
                                .firstValueAsLong("retry-after")
                                .orElse(1))
                        .toNanos());
                start = System.nanoTime();
                response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                longest = System.nanoTime() - start;
            }
            long nanos = System.nanoTime() - start;
            if (response.statusCode() != 200) {
                throw new IllegalStateException("%s: %d %s"
                        .formatted(path, response.statusCode(), new String(response.body(), StandardCharsets.UTF_8)));
            }
            return new Answer(nanos, longest, response.body().length);
        }
    }

    private static LocalSuiteOptions options() {
        LocalSuiteOptions options = LocalSuiteOptions.deciding(
                new DecideDependencies(TENANT, DecideConfig.standard(), List.of()), Optional.empty());
        return new LocalSuiteOptions(
                options.tenant(),
                PROVIDERS.stream()
                        .map(provider -> Connection.of(
                                TENANT, connection(provider), new ProviderId(provider), Map.of(), Map.of()))
                        .toList(),
                options.credentials(),
                options.alerts(),
                options.answers(),
                options.reviews(),
                options.detection(),
                options.clock(),
                options.data(),
                options.port(),
                options.ledgerKeys(),
                options.witnesses(),
                options.decisions(),
                options.signals(),
                options.console());
    }

    private static void fill(LocalSuiteStores stores, int identities) {
        Instant now = Instant.now();
        List<AccessObservation> seen = new ArrayList<>();
        for (int i = 0; i < DETAILED; i++) {
            seen.add(new AccessObservation.IdentityObserved(
                    NonHumanIdentity.of(id(i), new ProviderId(provider(i)), "app", "App " + i)));
        }
        for (int i = 0; i < Math.max(1, identities / OWNED); i++) {
            seen.add(new AccessObservation.PersonObserved(Person.of(
                    person(i),
                    "Person " + i,
                    KnownOrUnknown.known("person" + i + "@bench.example"),
                    EmploymentStatus.ACTIVE)));
        }
        for (int start = 0; start < seen.size(); start += 500) {
            var _ = stores.access()
                    .apply(
                            TENANT,
                            new ObservationBatch(now, true, seen.subList(start, Math.min(start + 500, seen.size()))));
        }
        IncidentCorrelator incidents = new IncidentCorrelator(stores.incidents());
        for (int i = 0; i < INCIDENTS; i++) {
            var _ = incidents.add(TENANT, incident(i, now), List.of("incident " + i), true, _ -> false);
        }
        // One after the other: DynamoDB Local writes one item at a time, and gives up on writes that wait for long.
        for (int i = 0; i < identities; i++) {
            stores.access().saveSummary(TENANT, summary(i, identities, now.minusSeconds(i * 60L % 8_000_000)));
            if (i % FINDING_EVERY == 0) {
                var _ = stores.findings().open(TENANT, finding(i, now), Optional.of(person(i, identities)));
            }
        }
    }

    /** Changes one identity, as detection does when it reads a change. */
    private static void change(LocalSuiteStores stores, int number) {
        stores.access()
                .outline(TENANT, id(number))
                .flatMap(IdentityRecord::summary)
                .ifPresent(summary ->
                        stores.access().saveSummary(TENANT, summary.withApproval(summary.approval(), Instant.now())));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String provider(int number) {
        return PROVIDERS.get(number % PROVIDERS.size());
    }

    private static ConnectionId connection(String provider) {
        return new ConnectionId(provider + "-bench");
    }

    private static IdentityId id(int number) {
        return new IdentityId(
                connection(provider(number)), KINDS.get(number / 7 % KINDS.size()), "%08d-client".formatted(number));
    }

    private static PersonId person(int number) {
        return new PersonId(connection(PROVIDERS.getFirst()), "person-" + number);
    }

    private static PersonId person(int number, int identities) {
        return person(number * 13 % Math.max(1, identities / OWNED));
    }

    private static Severity severity(int number) {
        int part = number * 37 % 100;
        return part < 1
                ? Severity.CRITICAL
                : part < 6 ? Severity.HIGH : part < 30 ? Severity.MEDIUM : part < 90 ? Severity.LOW : Severity.UNKNOWN;
    }

    private static IdentitySummary summary(int number, int identities, Instant changed) {
        return new IdentitySummary(
                id(number),
                new ProviderId(provider(number)),
                "app",
                "App %d of team %d".formatted(number, number % 311),
                number % 50 == 0 ? IdentityStatus.GONE : IdentityStatus.ACTIVE,
                severity(number),
                number % 10 == 0 ? AiVerdict.YES : AiVerdict.NO,
                number % 6 == 0 ? Optional.of(PRODUCTS.get(number % PRODUCTS.size())) : Optional.empty(),
                List.of(),
                REACHES.subList(0, 1 + number % REACHES.size()),
                number % 4 == 0
                        ? List.of()
                        : List.of(new OwnerCandidate(
                                person(number, identities), List.of("granted it on 2026-03-0" + (1 + number % 9)))),
                number % 3 == 0 ? Timestamp.unknown() : Timestamp.at(changed),
                Timestamp.never(),
                changed,
                changed,
                0);
    }

    private static IncidentEntry incident(int number, Instant now) {
        return new IncidentEntry(
                "entry-" + number,
                now.minusSeconds(number * 600L),
                id(number % DETAILED),
                id(number % DETAILED).toString(),
                Optional.empty(),
                "new-place",
                severity(number),
                "T1078",
                "It was active in a country for the first time.",
                Optional.empty(),
                false);
    }

    private static Finding finding(int number, Instant now) {
        return new Finding(
                "shadow-ai",
                id(number),
                FindingType.SHADOW_AI,
                severity(number),
                FindingStatus.OPEN,
                "is an AI product that nobody has approved",
                List.of(),
                List.of(),
                List.of("It was granted by one person."),
                "Approve it or revoke it.",
                KnownOrUnknown.unknown(),
                List.of(),
                now.minusSeconds(number),
                Optional.empty(),
                Optional.empty());
    }
}
