package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.RowKey;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Checks that planning a revocation has no effect and that a revocation can be repeated safely. */
final class RevocationCheck {
    private final ContractContext run;

    RevocationCheck(ContractContext run) {
        this.run = run;
    }

    /**
     * Returns the targets of the checks, keyed by a descriptive name. They are the first target of each kind across all
     * streams. Empty if the connector cannot revoke.
     */
    Map<String, RevocationTarget> targets() throws ConnectorException {
        Map<String, RevocationTarget> targets = new LinkedHashMap<>();
        if (run.contract().connector().revoker().isEmpty()) {
            return targets;
        }
        for (AccessStream stream : run.streams()) {
            for (AccessObservation item : run.faultFreeWalk(stream).items()) {
                RevocationTarget.of(item)
                        .filter(run.contract()::isRevocableInDouble)
                        .ifPresent(target -> targets.putIfAbsent(
                                "%s %s"
                                        .formatted(
                                                target.holder().form(),
                                                target instanceof RevocationTarget.GrantTarget
                                                        ? "grant"
                                                        : "credential"),
                                target));
            }
        }
        assertThat(targets)
                .as("revocable targets in the double; without one, the revoker stays untested")
                .isNotEmpty();
        return targets;
    }

    void planningHasNoEffect(RevocationTarget target) throws ConnectorException {
        Set<RowKey> before = rows(run.provider());
        try (ConnectorTestRig testRig = run.rig(ConnectorTestRig.LONG_WAIT)) {
            TestConnection connected = testRig.connect(run.provider(), "one", TrafficInterceptor.NONE);
            switch (revoker(testRig).plan(connected.session(), target)) {
                case RevocationPlan.Automatic possible -> {
                    assertThat(possible.calls()).as("planned calls").isNotEmpty();
                    assertThat(possible.consequences()).as("consequences").isNotEmpty();
                }
                case RevocationPlan.Manual byHand -> {
                    assertThat(byHand.reason()).isNotBlank();
                    assertThat(byHand.steps()).as("manual steps").isNotEmpty();
                }
            }
        }
        assertThat(rows(run.provider())).as("rows after planning").isEqualTo(before);
    }

    void revokingIsIdempotent(RevocationTarget target) throws ConnectorException {
        try (ProviderDouble own = run.contract().startDouble(ProviderDoubleOptions.named("one"));
                ConnectorTestRig testRig = run.rig(ConnectorTestRig.LONG_WAIT)) {
            TestConnection connected = testRig.connect(own, "one", TrafficInterceptor.NONE);
            Revoker revoker = revoker(testRig);
            if (revoker.plan(connected.session(), target) instanceof RevocationPlan.Manual) {
                ConnectorException refused = catchThrowableOfType(
                        ConnectorException.class, () -> revoker.revoke(connected.session(), target));
                assertThat(refused)
                        .as("revoking a target that only a person can revoke")
                        .isNotNull();
                assertThat(refused.problem()).isInstanceOf(NotOffered.class);
                return;
            }
            revoker.revoke(connected.session(), target);
            assertThat(rows(own)).as("rows after revoking").doesNotContain(target.key());
            revoker.revoke(connected.session(), target);
        }
    }

    /**
     * Makes the revocation fail at each of its calls in turn, and checks that the connector then reports a problem
     * instead of success.
     */
    void failureIsNeverReportedAsSuccess(RevocationTarget target) throws ConnectorException {
        int calls = callsOf(target);
        try (ProviderDouble own = run.contract().startDouble(ProviderDoubleOptions.named("one"))) {
            for (int call = 1; call <= calls; call++) {
                try (ConnectorTestRig testRig = run.rig(ConnectorTestRig.LONG_WAIT)) {
                    TestConnection connected = testRig.connect(
                            own, "one", TrafficInterceptor.failingFrom(call, InjectedFault.Status.of(500)));
                    ConnectorException failed = catchThrowableOfType(
                            ConnectorException.class, () -> revoker(testRig).revoke(connected.session(), target));
                    assertThat(failed)
                            .as("call %d of the revocation failed, but success was reported", call)
                            .isNotNull();
                    assertThat(failed.problem()).isInstanceOf(Unavailable.class);
                }
            }
            assertThat(calls == 0 || rows(own).contains(target.key()))
                    .as("access that was not revoked still exists")
                    .isTrue();
        }
    }

    private int callsOf(RevocationTarget target) throws ConnectorException {
        try (ProviderDouble own = run.contract().startDouble(ProviderDoubleOptions.named("one"));
                ConnectorTestRig testRig = run.rig(ConnectorTestRig.LONG_WAIT)) {
            TestConnection connected = testRig.connect(own, "one", TrafficInterceptor.NONE);
            if (revoker(testRig).plan(connected.session(), target) instanceof RevocationPlan.Manual) {
                return 0;
            }
            try (ConnectorTestRig fresh = run.rig(ConnectorTestRig.LONG_WAIT)) {
                TestConnection measured = fresh.connect(own, "one", TrafficInterceptor.NONE);
                revoker(fresh).revoke(measured.session(), target);
                return measured.calls().size();
            }
        }
    }

    private Set<RowKey> rows(ProviderDouble provider) throws ConnectorException {
        Set<RowKey> rows = new HashSet<>();
        for (AccessStream stream : run.streams()) {
            if (stream.kind() == io.grantkeeper.connector.StreamKind.LISTING) {
                rows.addAll(run.walk(stream, provider, TrafficInterceptor.NONE).keys());
            }
        }
        return rows;
    }

    private static Revoker revoker(ConnectorTestRig testRig) {
        return testRig.connector().revoker().orElseThrow();
    }
}
