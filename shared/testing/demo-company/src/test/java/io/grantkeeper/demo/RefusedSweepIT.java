package io.grantkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.grantkeeper.functions.plansweep.PlanSweepConfiguration;
import io.grantkeeper.functions.plansweep.PlanSweepResult;
import io.grantkeeper.functions.runtime.FunctionApplicationContext;
import io.grantkeeper.functions.syncaccess.SyncAccessConfiguration;
import io.grantkeeper.functions.testkit.SqsTestEvents;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.work.PlanSweepRequest;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.SimulatedClock;
import io.grantkeeper.simulator.http.SimulatedFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sweeps the demo company's tenants in virtual time with the functions that plan sweeps and read partitions, while the
 * provider refuses some of the calls.
 */
@DisplayName("A sweep of a provider that refuses every twelfth call for ten minutes")
class RefusedSweepIT {
    private static final int EVERY = 12;
    private static final Duration REFUSING = Duration.ofMinutes(10);
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Duration STEP = Duration.ofMillis(500);
    private static final int MAX_STEPS = 100_000;

    /**
     * A finished sweep.
     *
     * @param calls the number of calls, including those that were refused
     * @param rows the keys of all stored rows, by partition
     * @param failures the partitions that were reported as not read
     */
    private record FinishedSweep(long calls, long refused, Map<String, Set<Long>> rows, List<String> failures) {}

    @ParameterizedTest
    @ValueSource(strings = {"github", "google", "slack", "microsoft", "okta", "openai", "anthropic"})
    void completesAndRepeatsAtMostOneInTwentyCalls(String provider) {
        FinishedSweep undisturbed = sweep(provider, false);
        assertThat(undisturbed.failures()).isEmpty();
        FinishedSweep refused = sweep(provider, true);
        assertThat(refused.failures()).isEmpty();
        assertThat(refused.rows()).as("rows, by partition").isEqualTo(undisturbed.rows());
        assertThat(refused.refused()).as("refused calls").isGreaterThanOrEqualTo(undisturbed.calls() / EVERY);
        long repeated = refused.calls() - refused.refused() - undisturbed.calls();
        assertThat(20 * repeated)
                .as("%d repeated calls of %d", repeated, undisturbed.calls())
                .isLessThanOrEqualTo(undisturbed.calls());
    }

    private static FinishedSweep sweep(String provider, boolean refusing) {
        SimulatedClock clock = SimulatedClock.frozenAt(Company.START);
        try (ProviderSimulator simulator = ProviderSimulator.start(
                Company.demo(clock), SimulatorOptions.defaults().withoutQuotas())) {
            DemoTenant tenant = DemoTenants.of(simulator, provider);
            simulator.faults().clear();
            if (refusing) {
                Instant end = clock.instant().plus(REFUSING);
                simulator
                        .faults()
                        .onEveryCall(EVERY, () -> clock.instant().isBefore(end), SimulatedFault.tooManyRequests(WAIT));
            }
            SweepPorts ports = new SweepPorts(tenant, clock);
            List<String> failures = sweep(ports, clock);
            return new FinishedSweep(
                    simulator.faults().calls(), simulator.faults().injected(), rows(ports), failures);
        }
    }

    private static List<String> sweep(SweepPorts ports, SimulatedClock clock) {
        var plan = new PlanSweepConfiguration();
        var sync = new SyncAccessConfiguration();
        Connection connection = ports.tenant().connection();
        try (FunctionApplicationContext functions = FunctionApplicationContext.start(List.of(plan, sync), ports)) {
            PlanSweepResult planned = functions
                    .function(plan)
                    .apply(new PlanSweepRequest(connection.tenant(), connection.id(), clock.instant(), false, false));
            List<String> failures = new ArrayList<>(planned.problems());
            process(ports, functions.function(sync), clock);
            ports.deadLetters().letters().forEach(letter -> failures.add(letter.reason()));
            for (PartitionStatus partition : partitions(ports)) {
                partition
                        .problem()
                        .filter(problem -> !problem.code().equals("not-offered"))
                        .ifPresent(problem -> failures.add(partition.ref() + ": " + problem.message()));
            }
            return failures;
        }
    }

    private static void process(SweepPorts ports, Function<SQSEvent, SQSBatchResponse> sync, SimulatedClock clock) {
        for (int steps = 0; ports.queue().size() > 0; steps++) {
            assertThat(steps).as("steps").isLessThan(MAX_STEPS);
            List<SyncWork> due = ports.queue().receive(1);
            if (due.isEmpty()) {
                clock.advance(STEP);
            } else {
                assertThat(sync.apply(SqsTestEvents.of(due.getFirst())).getBatchItemFailures())
                        .isEmpty();
            }
        }
    }

    private static List<PartitionStatus> partitions(SweepPorts ports) {
        Connection connection = ports.tenant().connection();
        return ports.sweeps().state(connection.tenant(), connection.id()).partitions();
    }

    private static Map<String, Set<Long>> rows(SweepPorts ports) {
        Map<String, Set<Long>> rows = new TreeMap<>();
        for (PartitionStatus partition : partitions(ports)) {
            Set<Long> keys = new TreeSet<>(ports.digests()
                    .load(ports.tenant().connection().tenant(), partition.ref())
                    .rows()
                    .keySet());
            if (!keys.isEmpty()) {
                rows.put(partition.ref().toString(), keys);
            }
        }
        return rows;
    }
}
