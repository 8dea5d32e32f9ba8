package io.grantkeeper.benchmarks.suite;

import io.grantkeeper.aws.dynamodb.ConsumedCapacityTotals;
import io.grantkeeper.functions.plansweep.PlanSweepResult;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.local.suite.LocalSuite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** Sweeps a generated company twice with no changes in between, and measures sync and detection separately. */
final class SweepBenchmark {
    private static final Duration TIMEOUT = Duration.ofMinutes(15);
    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(6);
    private static final double MEGABYTE = 1 << 20;

    private final BenchmarkCompany company;
    private final LocalSuite suite;
    private static final int PAGE = 200;

    private final PeakHeapMonitor heap = PeakHeapMonitor.start();
    private final List<PhaseMeasurement> phases = new ArrayList<>();
    private int partitions;

    /**
     * The result of a run.
     *
     * @param grants the number of grants in the company
     * @param identities the number of identities that have these grants
     * @param partitions the number of messages that start one sweep, not counting messages that are sent again because
     *     of a rate limit
     * @param idleHeapMegabytes the heap in use before the first sweep, by the simulated company and the embedded
     *     infrastructure
     * @param alertsQueued the number of messages in the alert queue at the end
     */
    record Result(
            int grants,
            int identities,
            int partitions,
            double maximumHeapMegabytes,
            double idleHeapMegabytes,
            List<PhaseMeasurement> phases,
            int alertsQueued,
            List<String> deadLetters) {}

    private SweepBenchmark(BenchmarkCompany company, LocalSuite suite) {
        this.company = company;
        this.suite = suite;
    }

    static Result run(int grants) {
        try (BenchmarkCompany company = BenchmarkCompany.start(grants);
                LocalSuite suite = LocalSuite.start(company.options())) {
            return new SweepBenchmark(company, suite).run();
        }
    }

    private Result run() {
        double idle = heap.reset() / MEGABYTE;
        measure("first sweep", this::sweep);
        measure("detection", this::detect);
        measure("sealing", this::seal);
        company.simulator().clock().advance(BETWEEN_SWEEPS);
        measure("unchanged sweep", this::sweep);
        measure("detection", this::detect);
        return new Result(
                grants(),
                identities(),
                partitions,
                Runtime.getRuntime().maxMemory() / MEGABYTE,
                idle,
                phases,
                suite.queuedMessages(),
                suite.parkingReasons());
    }

    private int grants() {
        return company.simulator().company().grantCount();
    }

    private int identities() {
        TenantId tenant = company.options().tenant();
        return StorePage.readAll(from -> suite.stores()
                        .access()
                        .identities(tenant, new IdentityQuery.OfStatus(IdentityStatus.ACTIVE), PAGE, from))
                .size();
    }

    private void measure(String name, IntSupplier phase) {
        heap.reset();
        ConsumedCapacityTotals.Snapshot unitsBefore = suite.consumed();
        long callsBefore = company.simulator().calls().total();
        long start = System.nanoTime();
        int records = phase.getAsInt();
        double seconds = (System.nanoTime() - start) / 1e9;
        PhaseMeasurement measured = new PhaseMeasurement(
                name,
                suite.consumed().since(unitsBefore),
                records,
                company.simulator().calls().total() - callsBefore,
                seconds,
                grants() / seconds,
                heap.peak() / MEGABYTE);
        phases.add(measured);
        System.err.printf("%s: %.1f s%n", name, seconds);
    }

    private int sweep() {
        partitions = 0;
        for (Connection connection : company.connections()) {
            PlanSweepResult plan = suite.plan(connection);
            partitions += plan.partitions() + plan.rereads();
            plan.problems().forEach(problem -> System.err.println(connection.id() + ": " + problem));
        }
        if (!suite.syncUntilEmpty(TIMEOUT)) {
            throw new IllegalStateException(
                    "the sweep did not finish within %d minutes".formatted(TIMEOUT.toMinutes()));
        }
        return 0;
    }

    /** Seals until nothing is pending, and returns the number of integrated entries. */
    private int seal() {
        int sealed = 0;
        for (long more = suite.seal().integrated();
                more > 0;
                more = suite.seal().integrated()) {
            sealed += (int) more;
        }
        return sealed;
    }

    private int detect() {
        return suite.detectUntilRead(TIMEOUT);
    }
}
