package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.simulator.company.SimulatedClock;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/**
 * Sweeps a double that keeps refusing calls. Checks that the sweep finds every row and repeats almost no call other
 * than the refused ones. Time passes only while the sweep waits.
 */
final class ThrottledSweepCheck {
    private static final int EVERY = 3;

    private final ContractContext run;

    ThrottledSweepCheck(ContractContext run) {
        this.run = run;
    }

    /**
     * The result of sweeping all streams of a double.
     *
     * @param refused the number of calls that were refused, wholly or in part
     */
    private record SweptDouble(Set<RowKey> rows, int calls, int refused) {}

    /** An interceptor that counts the calls that it refused. */
    private interface Refusing extends TrafficInterceptor {
        int refused();
    }

    /**
     * Checks a sweep in which every third call is refused with the provider's rate-limit response. If the sweep makes
     * fewer than three calls, the last one is refused.
     */
    void readsEveryRowAlthoughCallsAreRefused() throws ConnectorException {
        FaultVariant refusal = run.contract().refusals().stream()
                .filter(form -> form.becomes().equals(Set.of(RateLimited.class)))
                .findFirst()
                .orElseThrow();
        try (ProviderDouble provider = run.contract().startDouble(ProviderDoubleOptions.named("one"))) {
            LogWindow window = run.contract().logWindow(provider.clock().instant());
            SweptDouble undisturbed = sweep(provider, window, refusing(_ -> false, refusal));
            int last = undisturbed.calls();
            SweptDouble refused = sweep(
                    provider, window, refusing(call -> call % EVERY == 0 || (last < EVERY && call == last), refusal));
            assertThat(refused.refused()).as("refused calls").isPositive();
            assertComplete(refused, undisturbed, refused.refused());
        }
    }

    /** Checks a sweep in which a part of every batch is refused, if the provider has batches. */
    void readsEveryRowAlthoughPartsOfBatchesAreRefused() throws ConnectorException {
        try (ProviderDouble provider = run.contract().startDouble(ProviderDoubleOptions.named("one"))) {
            LogWindow window = run.contract().logWindow(provider.clock().instant());
            SweptDouble refused = sweep(provider, window, refusingParts());
            if (refused.refused() > 0) {
                SweptDouble undisturbed = sweep(
                        provider,
                        window,
                        refusing(_ -> false, run.contract().refusals().getFirst()));
                // One further call for what was refused is not a repeated call.
                assertComplete(refused, undisturbed, refused.refused());
            }
        }
    }

    private static void assertComplete(SweptDouble refused, SweptDouble undisturbed, int needed) {
        assertThat(refused.rows()).as("rows").isEqualTo(undisturbed.rows());
        assertThat(20 * (refused.calls() - needed - undisturbed.calls()))
                .as(
                        "20 times the number of unnecessarily repeated calls (%d calls in total, of which %d were needed because of refusals)",
                        refused.calls(), needed)
                .isLessThanOrEqualTo(undisturbed.calls());
    }

    private SweptDouble sweep(ProviderDouble provider, LogWindow window, Refusing interceptor)
            throws ConnectorException {
        SimulatedClock clock =
                provider.clock() instanceof SimulatedClock own ? own : SimulatedClock.following(provider.clock());
        try (ConnectorTestRig rig =
                new ConnectorTestRig(run.contract().connector(), clock, ConnectorTestRig.LONG_WAIT)) {
            TestConnection connected = rig.connect(provider, "one", interceptor);
            ThrottledSweep sweep = new ThrottledSweep(connected.session(), clock::advance);
            Set<RowKey> rows = new TreeSet<>();
            for (AccessStream stream : rig.connector().streams()) {
                sweep.read(stream, window).stream().map(AccessObservation::key).forEach(rows::add);
            }
            return new SweptDouble(rows, connected.calls().size(), interceptor.refused());
        }
    }

    /**
     * Returns an interceptor that refuses calls and counts them.
     *
     * @param refuses returns whether to refuse the call with the given number; the first call has number 1
     */
    private static Refusing refusing(IntPredicate refuses, FaultVariant refusal) {
        AtomicInteger refused = new AtomicInteger();
        return new Refusing() {
            @Override
            public Optional<InjectedFault> fault(ReceivedCall call) {
                if (!refuses.test(call.number()) || !refusal.appliesTo().test(call)) {
                    return Optional.empty();
                }
                refused.incrementAndGet();
                return Optional.of(refusal.fault());
            }

            @Override
            public int refused() {
                return refused.get();
            }
        };
    }

    private Refusing refusingParts() {
        AtomicInteger refused = new AtomicInteger();
        return new Refusing() {
            @Override
            public ProviderDoubleResponse change(ReceivedCall call, ProviderDoubleResponse answer) {
                return JsonResponseInterceptor.changing(body -> {
                            if (run.contract().refusePart(call, body)) {
                                refused.incrementAndGet();
                            }
                        })
                        .change(answer);
            }

            @Override
            public int refused() {
                return refused.get();
            }
        };
    }
}
