package io.grantkeeper.local.bench;

import io.grantkeeper.aws.dynamodb.ConsumedUnits;
import io.grantkeeper.functions.plansweep.PlanSweepResult;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.Slice;
import io.grantkeeper.local.suite.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Sweeps a generated company twice, with nothing changed in between, and measures sync and detection apart. */
final class SweepBench {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration BETWEEN_SWEEPS = Duration.ofHours(6);
    private static final double MEGABYTE = 1 << 20;

    private final BenchCompany company;
    private final Suite suite;
    private static final int PAGE = 200;

    private final HeapWatch heap = HeapWatch.start();
    private final List<Measured> phases = new ArrayList<>();
    private int partitions;

    /**
     * All of a run.
     *
     * @param grants how many the company has
     * @param identities how many identities hold them
     * @param partitions how many messages a sweep is, where no limit puts work off
     * @param idleHeapMegabytes in use before the first sweep: the simulated company and the embedded parts
     * @param alertsQueued messages in the alert queue at the end
     */
    record Result(
            int grants,
            int identities,
            int partitions,
            double maximumHeapMegabytes,
            double idleHeapMegabytes,
            List<Measured> phases,
            int alertsQueued,
            List<String> deadLetters) {}

    private SweepBench(BenchCompany company, Suite suite) {
        this.company = company;
        this.suite = suite;
    }

    static Result run(int grants) {
        try (BenchCompany company = BenchCompany.start(grants);
                Suite suite = Suite.start(company.options())) {
            return new SweepBench(company, suite).run();
        }
    }

    private Result run() {
        double idle = heap.reset() / MEGABYTE;
        measure("first sweep", this::sweep);
        measure("its detection", this::detect);
        measure("its entries sealed", this::seal);
        company.simulator().clock().advance(BETWEEN_SWEEPS);
        measure("unchanged sweep", this::sweep);
        measure("its detection", this::detect);
        return new Result(
                grants(),
                identities(),
                partitions,
                Runtime.getRuntime().maxMemory() / MEGABYTE,
                idle,
                phases,
                suite.waiting(),
                suite.deadLetters());
    }

    private int grants() {
        return company.simulator().company().grantCount();
    }

    private int identities() {
        int found = 0;
        Optional<String> next = Optional.empty();
        do {
            Slice<IdentitySummary> slice = suite.stores()
                    .access()
                    .identities(
                            company.options().tenant(), new IdentityQuery.OfStatus(IdentityStatus.ACTIVE), PAGE, next);
            found += slice.items().size();
            next = slice.next();
        } while (next.isPresent());
        return found;
    }

    private void measure(String name, IntSupplier phase) {
        heap.reset();
        ConsumedUnits.Snapshot unitsBefore = suite.consumed();
        long callsBefore = company.simulator().calls().total();
        long start = System.nanoTime();
        int records = phase.getAsInt();
        double seconds = (System.nanoTime() - start) / 1e9;
        Measured measured = new Measured(
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
        if (!suite.syncUntilEmpty(PATIENCE)) {
            throw new IllegalStateException("the sweep did not end within %d minutes".formatted(PATIENCE.toMinutes()));
        }
        return 0;
    }

    /** Until nothing waits; how many entries got their place. */
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
        return suite.detectUntilRead(PATIENCE);
    }
}
